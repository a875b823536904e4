import type { dependentDeletions, Deletion, retentions } from '../../domain/capability.ts';
import { builder } from '../../builder/builder.ts';

export const DeletionRetention = builder.enumType('DeletionRetention', {
  description: 'What a provider does with a deleted record.',
  values: {
    ERASED: { description: 'Removed.' },
    RETAINED: { description: 'Marked as deleted and kept.' },
    UNKNOWN: { description: 'The provider does not say.' },
  } as const satisfies Record<(typeof retentions)[number], object>,
});

export const DependentDeletion = builder.enumType('DependentDeletion', {
  description: 'What happens to records that depend on a deleted one.',
  values: {
    DELETED: { description: 'Deleted with it.' },
    KEPT: { description: 'Kept.' },
    UNKNOWN: { description: 'The provider does not say.' },
  } as const satisfies Record<(typeof dependentDeletions)[number], object>,
});

export const DeletionConsequences = builder.objectRef<Deletion>('DeletionConsequences').implement({
  description: 'What deleting a customer does at a provider, so that you can say it before you delete.',
  fields: (t) => ({
    retention: t.expose('retention', {
      type: DeletionRetention,
      nullable: false,
      description: 'What the provider does with the record.',
    }),
    paymentMethods: t.expose('paymentMethods', {
      type: DependentDeletion,
      nullable: false,
      description: "What happens to the customer's payment methods.",
    }),
  }),
});
