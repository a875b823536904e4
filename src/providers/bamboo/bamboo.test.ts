import { describe, expect, it } from 'vitest';
import { answering, recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall } from '../../testing/support/vault.ts';
import type { RegistrationCustomer } from '../../domain/customer-input.ts';
import { checkFields, checkRequired } from '../../domain/input-rules.ts';
import type { Vault } from '../../port.ts';
import { registrationRules } from './customer.ts';
import { emulate } from '../../emulators/bamboo/emulator.ts';
import asked from '../../emulators/bamboo/fixtures/create-registration-link-request.json' with { type: 'json' };
import linked from '../../emulators/bamboo/fixtures/create-registration-link-response.json' with { type: 'json' };
import deleted from '../../emulators/bamboo/fixtures/delete-customer.json' with { type: 'json' };
import retrieved from '../../emulators/bamboo/fixtures/retrieve-customer.json' with { type: 'json' };
import { bamboo } from './index.ts';
import { juan } from './juan.testing.ts';

const identifier = retrieved.customer.identifier;

/** A vault whose provider gives one answer to everything. */
function vaultAnswering(body: unknown, init?: ResponseInit): Vault {
  return connectTo(bamboo, { ...emulate(), fetch: answering(body, init) }).vault;
}

/** A vault that records what it sends, over one answer to every request or the emulator. */
function vaultRecording(body?: unknown) {
  const emulator = emulate({ customers: 1 });
  const { fetch, sent } = recording(body === undefined ? emulator.fetch : answering(body));
  return { ...connectTo(bamboo, { ...emulator, fetch }), sent };
}

async function customerSent(customer: RegistrationCustomer): Promise<unknown> {
  const { vault, sent } = vaultRecording(linked);
  await vault.createRegistrationLink?.(customer, 15, createCall());
  return JSON.parse(sent[0]?.body ?? '').customer;
}

describe('the authorisation', () => {
  it('is the word Basic and the key as issued', async () => {
    const { vault, sent, settings } = vaultRecording();
    await vault.getCustomer(identifier, createCall());
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      `Basic ${String(settings['privateKey'])}`,
    ]);
  });
});

describe('a customer', () => {
  it('is read as documented', async () => {
    expect(await vaultAnswering(retrieved).getCustomer(identifier, createCall())).toEqual({
      key: identifier,
      reference: identifier,
      firstName: 'Juan',
      lastName: 'Pérez',
      fullName: 'Juan Pérez',
      company: null,
      email: identifier,
      phone: '27101234',
      billingAddress: {
        lines: ['Rambla 1234'],
        city: 'Montevideo',
        region: 'Montevideo',
        postalCode: '11300',
        premise: null,
        subPremise: null,
        building: null,
        country: 'Uruguay',
        countryCode: 'UY',
      },
      shippingAddress: null,
      metadata: {},
      createdAt: null,
      updatedAt: null,
      deleted: false,
      unread: [],
      details: { provider: 'BAMBOO', documentTypeId: 2, documentTypeName: null, documentNumber: '11211234' },
    });
  });

  it.each([
    [identifier, 'juan.perez%40gmail.com'],
    ['a/b +ñ?#', 'a%2Fb%20%2B%C3%B1%3F%23'],
  ])('is asked for by its escaped identifier: %s', async (key, segment) => {
    const { vault, sent } = vaultRecording({ customer: { identifier: key }, isSuccess: true });
    const call = createCall();
    await vault.getCustomer(key, call);
    await vault.getCustomerByReference?.(key, call);
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      `/api/v1/customers/${segment}`,
      `/api/v1/customers/${segment}`,
    ]);
    expect(call.seen.map(({ route }) => route)).toEqual([
      '/customers/{identifier}',
      '/customers/{identifier}',
    ]);
  });

  it('may bear nothing but its identifier', async () => {
    const customer = await vaultAnswering({ customer: { identifier: 'x', billingAddress: {} } }).getCustomer(
      'x',
      createCall(),
    );
    expect(customer).toMatchObject({ key: 'x', fullName: null, billingAddress: null });
    expect(customer?.details).toEqual({
      provider: 'BAMBOO',
      documentTypeId: null,
      documentTypeName: null,
      documentNumber: null,
    });
  });

  it.each([404, 200] as const)('is null if Bamboo answers %i', async (unknownCustomerStatus) => {
    const { vault } = connectTo(bamboo, emulate({ switches: { unknownCustomerStatus } }));
    expect(await vault.getCustomer('unknown', createCall())).toBeNull();
    expect(await vault.deleteCustomer?.('unknown', createCall())).toBe(false);
  });

  it('is deleted once', async () => {
    const { vault } = connectTo(bamboo, emulate({ customers: 1 }));
    expect(await vault.deleteCustomer?.(identifier, createCall())).toBe(true);
    expect(await vault.deleteCustomer?.(identifier, createCall())).toBe(false);
    expect(await vault.getCustomer(identifier, createCall())).toBeNull();
  });

  it.each([
    ['as documented', deleted, 200],
    ['without a body', null, 204],
  ])('is deleted if Bamboo confirms %s', async (_, body, status) => {
    const fetch = () => Promise.resolve(body ? Response.json(body) : new Response(null, { status }));
    const { vault } = connectTo(bamboo, { ...emulate(), fetch });
    expect(await vault.deleteCustomer?.(identifier, createCall())).toBe(true);
  });
});

describe('a registration link', () => {
  it('is asked for with the documentation’s bytes', async () => {
    const { vault, sent } = vaultRecording(linked);
    await vault.createRegistrationLink?.(juan, 15, createCall());
    expect(sent.map(({ method, url, body }) => [method, new URL(url).pathname, body])).toEqual([
      ['POST', '/api/v1/customers/account-link', JSON.stringify({ ...asked, validForMinutes: 15 })],
    ]);
  });

  it('is read as documented, and was created when it was asked for', async () => {
    const sentAt = new Date('2026-11-20T09:00:00Z');
    const clock = [sentAt];
    const now = () => clock.shift() ?? new Date('2026-11-20T09:00:05Z');
    const { vault } = connectTo(bamboo, { ...emulate(), fetch: answering(linked) }, { now });
    expect(await vault.createRegistrationLink?.(juan, 30, createCall())).toEqual({
      customerKey: identifier,
      providerCustomerId: linked.customerId,
      url: linked.redirectUrl,
      validForMinutes: 15,
      createdAt: sentAt,
    });
  });

  it('is valid for as long as was asked if the answer does not say', async () => {
    const vault = vaultAnswering({ redirectUrl: linked.redirectUrl, isSuccess: true });
    expect(await vault.createRegistrationLink?.(juan, 30, createCall())).toMatchObject({
      validForMinutes: 30,
      providerCustomerId: null,
    });
  });

  it.each([
    ['customerId', 4711, { providerCustomerId: '4711' }],
    ['customerId', {}, { providerCustomerId: null }],
    ['validForMinutes', '20', { validForMinutes: 20 }],
    ['validForMinutes', '15 minutes', { validForMinutes: 30 }],
    ['validForMinutes', 0, { validForMinutes: 30 }],
    ['validForMinutes', -5, { validForMinutes: 30 }],
    ['validForMinutes', 1e10, { validForMinutes: 30 }],
    ['isSuccess', 'true', {}],
    ['isSuccess', 1, {}],
    ['isSuccess', {}, {}],
    ['errors', '', {}],
    [
      'redirectUrl',
      'http://checkout.example/#?customerId=1',
      { url: 'http://checkout.example/#?customerId=1' },
    ],
  ])('is not lost with an odd %s: %j', async (name, odd, expected) => {
    const vault = vaultAnswering({ ...linked, [name]: odd });
    const link = await vault.createRegistrationLink?.(juan, 30, createCall());
    expect(link).toMatchObject({ url: linked.redirectUrl, ...expected });
  });

  it.each([false, true])(
    'leads to a customer, visible after the registration: %s',
    async (visibleOnlyAfterRegistration) => {
      const emulator = emulate({ switches: { visibleOnlyAfterRegistration } });
      const { vault } = connectTo(bamboo, emulator);
      const link = await vault.createRegistrationLink?.(juan, 15, createCall());
      const key = link?.customerKey ?? '';
      expect((await vault.getCustomer(key, createCall())) === null).toBe(visibleOnlyAfterRegistration);
      emulator.registerCard(link?.providerCustomerId ?? '');
      expect(await vault.getCustomer(key, createCall())).toMatchObject({
        email: identifier,
        billingAddress: { lines: ['Rambla 1234'], countryCode: 'UY' },
      });
    },
  );
});

describe('a registration', () => {
  it('sends what is given and nothing else', async () => {
    expect(
      await customerSent({
        merchantReference: 'c-1',
        email: null,
        billingAddress: {},
        shippingAddress: null,
      }),
    ).toEqual({ identifier: 'c-1' });
  });

  it('joins lines and names countries in English', async () => {
    const address = { lines: ['Rambla 1234', 'Apto 2'], countryCode: 'br' };
    expect(await customerSent({ merchantReference: 'c-1', shippingAddress: address })).toEqual({
      identifier: 'c-1',
      shippingAddress: { detail: 'Rambla 1234, Apto 2', country: 'Brazil' },
    });
  });

  it.each(['XX', '40', ''])('sends nothing if no country has the code "%s"', async (countryCode) => {
    const { vault, sent } = vaultRecording(linked);
    const customer = { merchantReference: 'c-1', billingAddress: { countryCode } };
    await expect(vault.createRegistrationLink?.(customer, 15, createCall())).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: ['billingAddress', 'countryCode'], code: 'MALFORMED' }],
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ['merchantReference', { merchantReference: '..' }],
    ['merchantReference', { merchantReference: '😀'.repeat(128) }],
    ['documentTypeId', { documentTypeId: 0 }],
    ['billingAddress.countryCode', { billingAddress: { countryCode: 'XX' } }],
    ['shippingAddress.countryCode', { shippingAddress: { countryCode: '40' } }],
  ])('may not have such a %s', (field, fields) => {
    const issues = checkFields(registrationRules, { merchantReference: 'c-1', ...fields }, ['customer']);
    expect(issues).toMatchObject([{ path: ['customer', ...field.split('.')], code: 'MALFORMED' }]);
  });

  it('may be the documented one', () => {
    expect(checkFields(registrationRules, juan, [])).toEqual([]);
    expect(checkRequired(registrationRules, juan, [])).toEqual([]);
  });
});
