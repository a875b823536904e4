import { OutcomeUnknownError, VaultError } from '../../domain/errors.ts';
import type { Vault } from '../../port.ts';
import type { AccountCache } from './account-cache.ts';

/**
 * A vault whose writes are announced to its account's cache before they are sent, and again when they have ended, however
 * they ended. What does not name its customer by key is announced when it has ended; for the whole account if it is
 * unknown what it changed.
 */
export function announcingWrites(vault: Vault, cache: Pick<AccountCache, 'writing' | 'forget'>): Vault {
  const { createCustomer, updateCustomer, deleteCustomer, deletePaymentMethod } = vault;
  const { createRegistrationLink, registerPaymentMethod, attachCustomerToPayment } = vault;
  const orForgetAll = async <Result>(write: Promise<Result>): Promise<Result> => {
    try {
      return await write;
    } catch (error) {
      if (!(error instanceof VaultError) || error instanceof OutcomeUnknownError) await cache.forget();
      throw error;
    }
  };
  return {
    ...vault,
    ...(createCustomer && {
      // Nothing can be kept of a customer who is not there yet.
      createCustomer: async (...asked) => {
        const created = await orForgetAll(createCustomer(...asked));
        await cache.forget([created.key]);
        return created;
      },
    }),
    ...(updateCustomer && {
      updateCustomer: (key, patch, call, ...rest) =>
        cache.writing(key, call, () => updateCustomer(key, patch, call, ...rest)),
    }),
    ...(deleteCustomer && {
      deleteCustomer: (key, call) => cache.writing(key, call, () => deleteCustomer(key, call)),
    }),
    ...(deletePaymentMethod && {
      deletePaymentMethod: (customerKey, key, call) =>
        cache.writing(customerKey, call, () => deletePaymentMethod(customerKey, key, call)),
    }),
    ...(registerPaymentMethod && {
      registerPaymentMethod: (customerKey, registration, call) =>
        cache.writing(customerKey, call, () => registerPaymentMethod(customerKey, registration, call)),
    }),
    ...(createRegistrationLink && {
      // The reference becomes the key, at providers where a person registers.
      createRegistrationLink: (customer, minutes, call) =>
        cache.writing(customer.merchantReference, call, async () => {
          const link = await orForgetAll(createRegistrationLink(customer, minutes, call));
          await cache.forget([link.customerKey]);
          return link;
        }),
    }),
    ...(attachCustomerToPayment && {
      attachCustomerToPayment: (paymentId, customer, call) =>
        cache.writing(customer.merchantReference, call, () =>
          orForgetAll(attachCustomerToPayment(paymentId, customer, call)),
        ),
    }),
  };
}
