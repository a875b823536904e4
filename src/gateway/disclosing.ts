import type { Customer } from '../domain/customer.ts';
import { discloseCustomer, disclosePaymentMethod } from '../redaction/disclosure.ts';
import type { Page } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { Vault } from '../port.ts';

/** The same vault, with everything that must not be shown removed from its records, whatever its provider returns. */
export function disclosing(vault: Vault): Vault {
  return { ...vault, ...disclosingCustomers(vault), ...disclosingMethods(vault) };
}

type Verbs = Partial<Vault>;

function disclosingCustomers(vault: Vault): Verbs & Pick<Vault, 'getCustomer'> {
  const { getCustomers, getCustomerByReference, listCustomers, searchCustomers } = vault;
  const { createCustomer, updateCustomer, deleteCustomer } = vault;
  return {
    getCustomer: async (...asked) => customerOrNull(await vault.getCustomer(...asked)),
    ...(getCustomers && {
      getCustomers: async (...asked) => (await getCustomers(...asked)).map(discloseCustomer),
    }),
    ...(getCustomerByReference && {
      getCustomerByReference: async (...asked) => customerOrNull(await getCustomerByReference(...asked)),
    }),
    ...(listCustomers && {
      listCustomers: async (...asked) => pageOf(await listCustomers(...asked), discloseCustomer),
    }),
    ...(searchCustomers && {
      searchCustomers: async (...asked) => pageOf(await searchCustomers(...asked), discloseCustomer),
    }),
    ...(createCustomer && {
      createCustomer: async (...asked) => discloseCustomer(await createCustomer(...asked)),
    }),
    ...(updateCustomer && {
      updateCustomer: async (...asked) => customerOrNull(await updateCustomer(...asked)),
    }),
    ...(deleteCustomer && {
      deleteCustomer: async (...asked) => {
        const deleted = await deleteCustomer(...asked);
        return typeof deleted === 'boolean' ? deleted : discloseCustomer(deleted);
      },
    }),
  };
}

function disclosingMethods({ listPaymentMethods, getPaymentMethod }: Vault): Verbs {
  return {
    ...(listPaymentMethods && {
      listPaymentMethods: async (...asked) =>
        pageOf(await listPaymentMethods(...asked), disclosePaymentMethod),
    }),
    ...(getPaymentMethod && {
      getPaymentMethod: async (...asked) => methodOrNull(await getPaymentMethod(...asked)),
    }),
  };
}

function customerOrNull(customer: Customer | null): Customer | null {
  return customer && discloseCustomer(customer);
}

function methodOrNull(method: PaymentMethod | null): PaymentMethod | null {
  return method && disclosePaymentMethod(method);
}

function pageOf<Item>(page: Page<Item | null>, disclose: (item: Item) => Item): Page<Item | null> {
  const items = page.items.map(({ item, cursor }) => ({
    cursor,
    item: item === null ? null : disclose(item),
  }));
  return { ...page, items };
}
