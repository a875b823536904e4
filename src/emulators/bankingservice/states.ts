import type { Account, PaymentMethod, PaymentMethodState } from './account.ts';

/** The states that a payment method may change to, as "Openbanking recurring payments" documents them. */
const next: Readonly<Partial<Record<NonNullable<PaymentMethodState>, readonly PaymentMethodState[]>>> = {
  created: ['succeeded', 'failed'],
  succeeded: ['failed', 'expired'],
};

/** Changes the state of a payment method of one of the accounts; false if it does not exist or cannot get to that state. */
export function moveMethod(accounts: readonly Account[], id: string, state: PaymentMethodState): boolean {
  for (const { customers } of accounts) {
    for (const { paymentMethods } of customers.values()) {
      const method = paymentMethods.get(id);
      if (!method) continue;
      if (!next[method.state ?? 'expired']?.includes(state)) return false;
      paymentMethods.set(id, moved(method, state));
      return true;
    }
  }
  return false;
}

/** A mandate brings the account that payments are taken from (assumed). */
function moved(method: PaymentMethod, state: PaymentMethodState): PaymentMethod {
  const isMandate = state === 'succeeded' && method.method === 'openbanking';
  const sepa = { holder_name: 'A. Payer', last4: 4321, bic: 'INGBNL2A', country: 'NL' };
  return { ...method, state, ...(isMandate && { sepa }) };
}
