import { isSupported, type Deletion } from '../../domain/capability.ts';
import type { Account } from '../account.ts';

const unknown: Deletion = { retention: 'UNKNOWN', paymentMethods: 'UNKNOWN' };

/** What deleting a customer does at an account; a sentence if that cannot be done here: why, and what to do instead. */
export function deletionAt({ abilities, vault }: Account): Deletion | string {
  const { DELETE_CUSTOMER: ability } = abilities;
  if (!isSupported(ability)) return ability.because;
  return vault.deleteCustomer ? (ability.deletion ?? unknown) : notConnected;
}

/** Whether deleting a customer deletes the payment methods as well. */
export function deletesWithCustomer(account: Account): boolean {
  const deletion = deletionAt(account);
  return typeof deletion !== 'string' && deletion.paymentMethods === 'DELETED';
}

/** Why an account deletes no single payment method, and what to do instead; null if it does. */
export function keepsMethods({ abilities, vault }: Account): string | null {
  const { DELETE_PAYMENT_METHOD: ability } = abilities;
  if (!isSupported(ability)) return ability.because;
  return vault.deletePaymentMethod ? null : notConnected;
}

/** What a provider says about deleting payment methods beside that; null if that is nothing. */
export function noteOnMethods({ abilities: { DELETE_PAYMENT_METHOD: ability } }: Account): string | null {
  return isSupported(ability) ? (ability.note ?? null) : null;
}

/** Why an account lists no payment methods; null if it does. */
export function hidesMethods({ abilities, vault }: Account): string | null {
  const { LIST_PAYMENT_METHODS: ability } = abilities;
  if (!isSupported(ability)) return ability.because;
  return vault.listPaymentMethods ? null : notConnected;
}

/** What a provider says about deleting a customer beside that; null if that is nothing. */
export function noteOnDeletion({ abilities: { DELETE_CUSTOMER: ability } }: Account): string | null {
  return isSupported(ability) ? (ability.note ?? null) : null;
}

const notConnected = 'This account cannot do it.';
