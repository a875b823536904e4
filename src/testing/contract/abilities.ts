import { describe, expect, it } from 'vitest';
import { isSupported, operations, registrationTermsOf, type Operation } from '../../domain/capability.ts';
import type { Ability } from '../../port.ts';
import { connectTo } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

/** The verb that an operation takes; null if it needs none. */
const verbs: Readonly<Record<Operation, Ability | null>> = {
  READ_CUSTOMER: null,
  READ_CUSTOMER_BY_REFERENCE: 'getCustomerByReference',
  LIST_CUSTOMERS: 'listCustomers',
  CREATE_CUSTOMER: 'createCustomer',
  UPDATE_CUSTOMER: 'updateCustomer',
  UNSET_METADATA: 'updateCustomer',
  DELETE_CUSTOMER: 'deleteCustomer',
  LIST_PAYMENT_METHODS: 'listPaymentMethods',
  DELETE_PAYMENT_METHOD: 'deletePaymentMethod',
  CREATE_REGISTRATION_LINK: 'createRegistrationLink',
  ATTACH_CUSTOMER_TO_PAYMENT: 'attachCustomerToPayment',
};

/** Verbs that make a promised operation cheaper and promise nothing themselves. */
const shortcuts: Readonly<Partial<Record<string, Operation>>> = {
  getCustomers: 'READ_CUSTOMER',
  searchCustomers: 'LIST_CUSTOMERS',
  getPaymentMethod: 'LIST_PAYMENT_METHODS',
};

export function abilitiesPromises({ providers }: Tables): void {
  describe.each(providers)('the abilities of $code', (definition) => {
    const { abilities, rules } = definition;
    const supported = operations.filter((operation) => isSupported(abilities[operation]));
    const refusals = Object.values(abilities).flatMap((capability) =>
      isSupported(capability) ? [] : [capability],
    );

    it('are exactly the verbs its vault has', () => {
      const { vault } = connectTo(definition, definition.emulate());
      const registersCustomers = registrationTermsOf(abilities)?.subject === 'CUSTOMER';
      const promised = supported.flatMap((operation) =>
        operation === 'CREATE_REGISTRATION_LINK' && registersCustomers
          ? 'registerPaymentMethod'
          : (verbs[operation] ?? []),
      );
      const cheaper = Object.keys(vault).filter((name) => supported.includes(shortcuts[name] as Operation));
      expect(Object.keys(vault).toSorted()).toEqual(
        [...new Set(['getCustomer', ...promised, ...cheaper])].toSorted(),
      );
    });

    it('answer every operation, and reading one customer is among what it can do', () => {
      expect(Object.keys(abilities).toSorted()).toEqual([...operations].toSorted());
      expect(supported).toContain('READ_CUSTOMER');
    });

    it('say of everything it cannot do why not, in one sentence', () => {
      for (const { because } of refusals) expect(because).toMatch(/^[A-Z'a-z].{20,}\.$/);
    });

    it('name another way only if there is one', () => {
      for (const { support, instead } of refusals) {
        expect(instead !== undefined && supported.includes(instead)).toBe(support === 'INDIRECT');
      }
    });

    it('have filters for listing customers and for nothing else', () => {
      const filtering = operations.filter((operation) => 'filters' in abilities[operation]);
      expect(filtering).toEqual(supported.filter((operation) => operation === 'LIST_CUSTOMERS'));
    });

    it('come with rules for every input they take, and with no others', () => {
      const [create, update] = [abilities.CREATE_CUSTOMER, abilities.UPDATE_CUSTOMER];
      const attach = abilities.ATTACH_CUSTOMER_TO_PAYMENT;
      expect({ customer: rules.customer !== null, registration: rules.registration !== null }).toEqual({
        customer: isSupported(create) || isSupported(update),
        registration: registrationTermsOf(abilities)?.subject === 'PERSON' || isSupported(attach),
      });
    });

    it('unset metadata exactly if metadata can be stored and changed', () => {
      const isStored = rules.customer !== null && rules.customer.fields.metadata !== null;
      expect(supported.includes('UNSET_METADATA')).toBe(isStored && supported.includes('UPDATE_CUSTOMER'));
    });
  });
}
