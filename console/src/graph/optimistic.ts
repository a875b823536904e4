import type { OptimisticMutationResolver } from '@urql/exchange-graphcache';

/**
 * A payment method leaves its list as soon as you delete it, and comes back if the provider refuses. Nothing else is shown
 * before it is true: a customer who is not deleted yet must not look deleted.
 */
export const deletePaymentMethodAtOnce: OptimisticMutationResolver = (args) => ({
  __typename: 'DeletePaymentMethodSuccess',
  alreadyDeleted: false,
  deletedPaymentMethodId: idIn(args['input']),
  replayed: false,
});

/** The id in an argument; empty if it names something in another way. */
export function idIn(input: unknown): string {
  return typeof input === 'object' && input !== null && 'id' in input ? String(input.id) : '';
}
