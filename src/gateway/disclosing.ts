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
      listCustomers: (...asked) => listCustomers(...asked).then(pageOfCustomers),
    }),
    ...(searchCustomers && {
      searchCustomers: (...asked) => searchCustomers(...asked).then(pageOfCustomers),
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
      listPaymentMethods: (...asked) => listPaymentMethods(...asked).then(pageOfMethods),
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

function pageOfCustomers(page: Page<Customer | null>): Page<Customer | null> {
  return pageOf(page, discloseCustomer);
}

function pageOfMethods(page: Page<PaymentMethod | null>): Page<PaymentMethod | null> {
  return pageOf(page, disclosePaymentMethod);
}

function pageOf<Item>(page: Page<Item | null>, disclose: (item: Item) => Item): Page<Item | null> {
  const items = page.items.map((placed) => {
    const item = placed.item === null ? null : disclose(placed.item);
    return item === placed.item ? placed : { cursor: placed.cursor, item };
  });
  return { ...page, items };
}
