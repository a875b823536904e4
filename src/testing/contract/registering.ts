import { describe, expect, it } from 'vitest';
import type { RegistrationRules } from '../../domain/input-rules.ts';
import { verb } from '../../gateway/account.ts';
import { heldAfter, heldIn, samplesOf, storedFields, toInput } from '../support/customer-samples.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Subject, Tables } from '../support/subject.ts';

const now = new Date('2026-11-20T10:00:00Z');

function rulesOf({ rules }: Subject): RegistrationRules {
  if (!rules.registration) throw new Error('It has no rules.');
  return rules.registration;
}

function connected(definition: Subject) {
  return connectTo(definition, definition.emulate({ now: () => now }), { now: () => now });
}

export function registeringPromises({ providersThat, providersRegistering }: Tables): void {
  describe.each(providersRegistering('PERSON'))('a registration link at $code', (definition) => {
    const fields = storedFields(rulesOf(definition));

    it('is a page for as long as was asked, and names the customer that will be there', async () => {
      const create = verb(connected(definition), 'CREATE_REGISTRATION_LINK', 'createRegistrationLink');
      const customer = toInput(samplesOf(fields));
      const { url, providerCustomerId, ...link } = await create(customer, 25, createCall());
      expect(link).toEqual({
        customerKey: customer.merchantReference,
        validForMinutes: 25,
        createdAt: now,
      });
      expect(new URL(url ?? '').protocol).toBe('https:');
      expect(providerCustomerId).not.toBe(customer.merchantReference);
    });

    it('registers every field that the rules have a place for', async () => {
      const account = connected(definition);
      const create = verb(account, 'CREATE_REGISTRATION_LINK', 'createRegistrationLink');
      const values = samplesOf(fields);
      const { customerKey } = await create(toInput(values), 15, createCall());
      const customer = await account.vault.getCustomer(customerKey, createCall());
      expect(heldIn(customer, fields)).toEqual(heldAfter(values, rulesOf(definition), fields));
    });

    it('needs no more than is required, and takes null for nothing', async () => {
      const account = connected(definition);
      const create = verb(account, 'CREATE_REGISTRATION_LINK', 'createRegistrationLink');
      const values = samplesOf(rulesOf(definition).required.flatMap(([first = []]) => first));
      const nothing = Object.fromEntries(fields.map((field) => [field.split('.')[0], null]));
      const { customerKey } = await create({ ...nothing, ...toInput(values) }, 15, createCall());
      const customer = await account.vault.getCustomer(customerKey, createCall());
      expect(heldIn(customer, fields)).toEqual(heldAfter(values, rulesOf(definition), fields));
    });
  });

  describe.each(providersThat('ATTACH_CUSTOMER_TO_PAYMENT'))(
    'attaching to a payment at $code',
    (definition) => {
      it('answers null if there is no such payment, and registers no customer', async () => {
        const account = connected(definition);
        const attach = verb(account, 'ATTACH_CUSTOMER_TO_PAYMENT', 'attachCustomerToPayment');
        const customer = toInput(samplesOf(storedFields(rulesOf(definition))));
        expect(await attach('no-such-payment', customer, createCall())).toBeNull();
        expect(account.customerKeys()).toEqual([]);
      });
    },
  );
}
