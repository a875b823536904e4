import { AccessDeniedError } from '../../domain/errors.ts';
import type { Page } from '../../domain/page.ts';
import type { Vault } from '../../port.ts';
import type { Account } from '../account.ts';

/** The customers within reach at one account. */
interface Own {
  readonly holds: (key: string) => Promise<boolean>;
  readonly holdsReference: (reference: string) => boolean;
}

/**
 * An account that answers for customers within reach. It answers for all others as if they did not exist, without a call to
 * the provider. Its vault cannot list, create or delete customers.
 */
export function within(account: Account, own: Own): Account {
  const { vault } = account;
  return { ...account, vault: { ...readingWithin(vault, own), ...changingWithin(vault, own) } };
}

const nothing: Page<never> = { items: [], hasMore: false, total: 0 };

function readingWithin(vault: Vault, { holds, holdsReference }: Own): Vault {
  const { getCustomers, getCustomerByReference, listPaymentMethods, getPaymentMethod } = vault;
  return {
    getCustomer: async (key, call) => ((await holds(key)) ? vault.getCustomer(key, call) : null),
    ...(getCustomers && {
      getCustomers: async (keys, call) => {
        const held = await Promise.all(keys.map(holds));
        const own = keys.filter((_key, index) => held[index]);
        return own.length > 0 ? getCustomers(own, call) : [];
      },
    }),
    ...(getCustomerByReference && {
      getCustomerByReference: async (reference, call) =>
        holdsReference(reference) ? getCustomerByReference(reference, call) : null,
    }),
    ...(listPaymentMethods && {
      listPaymentMethods: async (customerKey, page, call) =>
        (await holds(customerKey)) ? listPaymentMethods(customerKey, page, call) : nothing,
    }),
    ...(getPaymentMethod && {
      getPaymentMethod: async (customerKey, key, call) =>
        (await holds(customerKey)) ? getPaymentMethod(customerKey, key, call) : null,
    }),
  };
}

function changingWithin(vault: Vault, { holds, holdsReference }: Own): Partial<Vault> {
  const { updateCustomer, deletePaymentMethod, createRegistrationLink, registerPaymentMethod } = vault;
  return {
    ...(updateCustomer && {
      updateCustomer: async (key, patch, ...rest) => {
        for (const name of ['merchantReference', 'metadata'] as const)
          if (patch[name] !== undefined) throw notForShoppers(`patch.${name} is the merchant's`);
        return (await holds(key)) ? updateCustomer(key, patch, ...rest) : null;
      },
    }),
    ...(deletePaymentMethod && {
      deletePaymentMethod: async (customerKey, key, call) =>
        (await holds(customerKey)) && deletePaymentMethod(customerKey, key, call),
    }),
    ...(createRegistrationLink && {
      createRegistrationLink: async (customer, ...rest) => {
        if (holdsReference(customer.merchantReference)) return createRegistrationLink(customer, ...rest);
        throw notForShoppers('customer.merchantReference is not that of a customer within reach');
      },
    }),
    ...(registerPaymentMethod && {
      registerPaymentMethod: async (customerKey, ...rest) =>
        (await holds(customerKey)) ? registerPaymentMethod(customerKey, ...rest) : null,
    }),
  };
}

function notForShoppers(why: string): AccessDeniedError {
  return new AccessDeniedError([], `A shopper may not do this: ${why}.`);
}
