import type { DeletionRetention, DependentDeletion } from '../graphql/graphql.ts';

interface Deleted {
  readonly alreadyDeleted: boolean;
  readonly retention: DeletionRetention;
  readonly paymentMethods: DependentDeletion;
}

const retentions: Readonly<Record<DeletionRetention, string>> = {
  ERASED: 'The provider has removed the record.',
  RETAINED: 'The provider has marked the record as deleted and keeps it.',
  UNKNOWN: 'The provider does not say whether it keeps the record.',
};

const dependents: Readonly<Record<DependentDeletion, string>> = {
  DELETED: 'The payment methods are gone too.',
  KEPT: 'The payment methods are kept.',
  UNKNOWN: 'It does not say what becomes of the payment methods.',
};

/** What a deletion came to, in sentences. */
export function consequencesOf(name: string, { alreadyDeleted, retention, paymentMethods }: Deleted): string {
  const what = alreadyDeleted ? `${name} had been deleted before.` : `${name} is deleted.`;
  return [what, retentions[retention], dependents[paymentMethods]].join(' ');
}
