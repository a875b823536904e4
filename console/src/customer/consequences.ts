import type { DeletionRetention, DependentDeletion } from '../graphql/graphql.ts';

interface Consequences {
  readonly retention: DeletionRetention;
  readonly paymentMethods: DependentDeletion;
}

interface Deleted extends Consequences {
  readonly alreadyDeleted: boolean;
}

/** A consequence before the deletion, and after it. */
interface Sentences {
  readonly before: string;
  readonly after: string;
}

const retentions: Readonly<Record<DeletionRetention, Sentences>> = {
  ERASED: {
    before: 'The provider removes the record.',
    after: 'The provider has removed the record.',
  },
  RETAINED: {
    before: 'The provider marks the record as deleted and keeps it.',
    after: 'The provider has marked the record as deleted and keeps it.',
  },
  UNKNOWN: {
    before: 'The provider does not say whether it keeps the record.',
    after: 'The provider does not say whether it keeps the record.',
  },
};

const dependents: Readonly<Record<DependentDeletion, Sentences>> = {
  DELETED: {
    before: 'The payment methods are deleted with it.',
    after: 'The payment methods are deleted too.',
  },
  KEPT: { before: 'The payment methods are kept.', after: 'The payment methods are kept.' },
  UNKNOWN: {
    before: 'It does not say what becomes of the payment methods: do not count on them afterwards.',
    after: 'It does not say what becomes of the payment methods.',
  },
};

/** What a deletion would come to, sentence by sentence. */
export function consequencesBefore({ retention, paymentMethods }: Consequences): readonly string[] {
  return [retentions[retention].before, dependents[paymentMethods].before];
}

/** What a deletion came to, in sentences. */
export function consequencesAfter(
  name: string,
  { alreadyDeleted, retention, paymentMethods }: Deleted,
): string {
  const what = alreadyDeleted ? `${name} had been deleted before.` : `${name} is deleted.`;
  return [what, retentions[retention].after, dependents[paymentMethods].after].join(' ');
}
