import { describe, expect, it } from 'vitest';
import { createCall } from '../../testing/support/vault.ts';
import type { CustomerPatch } from '../../domain/customer-input.ts';
import createRequest from '../../emulators/bankingservice/fixtures/create-customer-request.json' with { type: 'json' };
import created from '../../emulators/bankingservice/fixtures/create-customer.json' with { type: 'json' };
import deleted from '../../emulators/bankingservice/fixtures/delete-customer.json' with { type: 'json' };
import retrieved from '../../emulators/bankingservice/fixtures/retrieve-customer.json' with { type: 'json' };
import updateRequest from '../../emulators/bankingservice/fixtures/update-customer-request.json' with { type: 'json' };
import { bankingservice } from './index.ts';
import { answeringInTurn, emulated, fromStart, gone, methodsOf, vaultAnswering } from './vault.testing.ts';

describe('an account', () => {
  it('sends nothing if its private key cannot be read', async () => {
    const privateKey = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
    const { vault, sent } = emulated({}, { privateKey });
    const creating = vault.createCustomer?.({ firstName: 'Ana' }, createCall());
    await expect(creating).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
    expect(sent).toEqual([]);
  });

  it('has the documented address and the assumed assertion by default', () => {
    const settings = {
      profileId: 'profile_1',
      tokenUrl: 'https://login.example/t',
      clientId: 'c',
      privateKey: 'k',
    };
    expect(bankingservice.settings.parse(settings)).toMatchObject({
      baseUrl: new URL('https://api.bankingservice.ai'),
      assertion: { algorithm: 'RS256', lifetimeSeconds: 60, leaveOut: [], in: 'header' },
    });
  });

  it('takes one token for many calls, and another if it is revoked', async () => {
    const { emulator, vault, customerKeys, sent } = emulated({ customers: 1 });
    const key = customerKeys()[0] ?? '';
    await vault.getCustomer(key, createCall());
    await vault.getCustomer(key, createCall());
    emulator.revokeTokens();
    expect(await vault.getCustomer(key, createCall())).toMatchObject({ key });
    expect(methodsOf(sent)).toEqual(['POST', 'GET', 'GET', 'GET', 'POST', 'GET']);
  });

  it('may send its assertion in the form', async () => {
    const options = { customers: 1, switches: { assertionIn: 'body' } } as const;
    const { vault, customerKeys } = emulated(options, { assertion: { in: 'body' } });
    expect(await vault.getCustomer(customerKeys()[0] ?? '', createCall())).not.toBeNull();
  });
});

/** The body that replaces `record`. */
async function bodyOf(patch: CustomerPatch, record: object) {
  const { vault, sent } = answeringInTurn([{ ...record, id: 'text' }]);
  await vault.updateCustomer?.('text', patch, createCall());
  expect(methodsOf(sent)).toEqual(['GET', 'PUT']);
  return sent[1]?.body;
}

describe('a write', () => {
  const fields = {
    company: 'text',
    firstName: 'John',
    lastName: 'Doe',
    email: 'john.doe@gmail.com',
    phone: '318000201068',
    billingAddress: {
      lines: ['text'],
      city: 'Hoofddorp',
      region: 'Noord-Holland',
      postalCode: 'text',
      premise: '58',
      subPremise: 'A',
      building: 'text',
      countryCode: 'NL',
    },
  } satisfies CustomerPatch;

  it('creates as documented', async () => {
    const { vault, sent } = answeringInTurn([created]);
    const withStreet = { ...fields.billingAddress, lines: ['text 58 A', 'text'] };
    await vault.createCustomer?.({ ...fields, billingAddress: withStreet }, createCall());
    expect(sent.map(({ method, body }) => [method, body])).toEqual([['POST', JSON.stringify(createRequest)]]);
  });

  it('replaces as documented', async () => {
    const names = { firstName: fields.firstName, lastName: fields.lastName, email: fields.email };
    expect(await bodyOf(names, retrieved)).toBe(JSON.stringify(updateRequest));
  });

  it('keeps what the patch does not name, byte for byte, and leaves out what it clears', async () => {
    const record = {
      id: 'c',
      kyc: { level: 2, notes: null },
      company: null,
      first_name: 'Ana',
      email: 'ana@example.com',
      address: { premise: '58', geo: [1.5] },
      created: '2024-09-25T12:01:00.103Z',
      tags: [],
    };
    expect(await bodyOf({ firstName: 'Eva', email: null }, record)).toBe(
      '{"kyc":{"level":2,"notes":null},"company":null,"first_name":"Eva","address":{"premise":"58","geo":[1.5]},"tags":[]}',
    );
  });

  it('replaces an address as a whole, keys it does not know apart', async () => {
    const record = {
      id: 'c',
      address: { premise: 58, thoroughfare: 'Hoofdweg', geo: 'x', locality: 'Hoofddorp' },
    };
    expect(await bodyOf({ billingAddress: { lines: ['Kade', 'Noord'], countryCode: 'NL' } }, record)).toBe(
      '{"address":{"thoroughfare":"Kade, Noord","geo":"x","country":"NL"}}',
    );
  });

  it.each([null, {}])('clears an address by %j', async (billingAddress) => {
    expect(await bodyOf({ billingAddress }, { id: 'c', address: { premise: 58 } })).toBe('{}');
  });

  it('does not replace a record it cannot read', async () => {
    const { vault, sent } = answeringInTurn([{ message: 'Hello.' }]);
    const updating = vault.updateCustomer?.('text', { firstName: 'Eva' }, createCall());
    await expect(updating).rejects.toMatchObject({ code: 'PROVIDER_BAD_RESPONSE' });
    expect(sent.length).toBe(1);
  });

  it('is refused with the fields bankingservice.ai names', async () => {
    const body = {
      error: 'invalid_request',
      message: 'ana@ is no e-mail address',
      fields: { email: 'ana@', 'address.locality': 'x', premise: 'x', constructor: 'x' },
    };
    const refused = vaultAnswering(body, { status: 400 }).createCustomer?.({}, createCall());
    await expect(refused).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED',
      facts: {
        providerErrorCode: 'invalid_request',
        issues: [
          { path: ['email'], code: 'MALFORMED', message: 'bankingservice.ai refused email.' },
          { path: ['billingAddress', 'city'] },
          { path: ['billingAddress', 'premise'] },
        ],
      },
    });
  });

  it.each(['Invalid request', '', { error: 7, fields: ['email'] }, [], null])(
    'is refused by its status if the body is %j',
    async (body) => {
      const refused = vaultAnswering(body, { status: 400 }).createCustomer?.({}, createCall());
      await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
    },
  );

  it.each([400, 404] as const)('finds nothing if an unknown customer is answered with %i', async (status) => {
    const { vault } = emulated({ switches: { unknownCustomerStatus: status } });
    expect(await vault.updateCustomer?.(gone, { firstName: 'Eva' }, createCall())).toBeNull();
    expect(await vault.deleteCustomer?.(gone, createCall())).toBe(false);
  });

  const missing = { error: 'not_found', message: 'Resource not found' };

  it.each([400, 404])('finds nothing if the customer goes before it is replaced (%i)', async (status) => {
    const { vault } = answeringInTurn([retrieved], [missing, { status }], [missing, { status: 404 }]);
    expect(await vault.updateCustomer?.('text', { firstName: 'Eva' }, createCall())).toBeNull();
  });

  it.each(['updateCustomer', 'deleteCustomer'] as const)(
    'is refused if the customer is there: %s',
    async (verb) => {
      const refusal = [{ error: 'invalid_request' }, { status: 400 }] as const;
      const { vault } =
        verb === 'updateCustomer'
          ? answeringInTurn([retrieved], refusal, [retrieved])
          : answeringInTurn(refusal, [retrieved]);
      const refused =
        verb === 'updateCustomer'
          ? vault.updateCustomer?.('text', { firstName: 'Eva' }, createCall())
          : vault.deleteCustomer?.('text', createCall());
      await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
    },
  );

  it.each(['', null, { id: 'text' }])('deletes whatever the answer says: %j', async (body) => {
    expect(await vaultAnswering(body).deleteCustomer?.('text', createCall())).toBe(true);
  });

  it('gives the deleted record as the provider answers with it', async () => {
    expect(await vaultAnswering(deleted).deleteCustomer?.('text', createCall())).toMatchObject({
      key: 'text',
      phone: '318000201068',
      deleted: true,
    });
  });

  it('deletes once, payment methods and all', async () => {
    const { vault, customerKeys } = emulated({ customers: 1 });
    const key = customerKeys()[0] ?? '';
    expect(await vault.deleteCustomer?.(key, createCall())).toMatchObject({ key, deleted: true });
    expect(await vault.deleteCustomer?.(key, createCall())).toBe(false);
    expect(await vault.getCustomer(key, createCall())).toBeNull();
    await expect(vault.listPaymentMethods?.(key, fromStart, createCall())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('creates and updates at the emulator', async () => {
    const { vault } = emulated();
    const customer = await vault.createCustomer?.(fields, createCall());
    const changed = await vault.updateCustomer?.(customer?.key ?? '', { lastName: null }, createCall());
    expect(changed).toEqual({ ...customer, lastName: null, fullName: 'John' });
  });
});
