import { describe, expect, it } from 'vitest';
import { createCall, noFilter } from '../../testing/support/vault.ts';
import { fromPatch } from './customer.ts';
import created from '../../emulators/bankingservice/fixtures/create-customer.json' with { type: 'json' };
import deleted from '../../emulators/bankingservice/fixtures/delete-customer.json' with { type: 'json' };
import listed from '../../emulators/bankingservice/fixtures/list-customers.json' with { type: 'json' };
import retrieved from '../../emulators/bankingservice/fixtures/retrieve-customer.json' with { type: 'json' };
import updated from '../../emulators/bankingservice/fixtures/update-customer.json' with { type: 'json' };
import { emulated, fromStart, gone, vaultAnswering } from './vault.testing.ts';

describe('a customer', () => {
  const documented = {
    key: 'text',
    reference: null,
    firstName: 'text',
    lastName: 'text',
    fullName: 'text text',
    company: 'text',
    email: 'text',
    phone: '318000201068',
    billingAddress: {
      lines: ['text 58 A', 'text'],
      city: 'Hoofddorp',
      region: 'Noord-Holland',
      postalCode: 'text',
      premise: '58',
      subPremise: 'A',
      building: 'text',
      country: 'NL',
      countryCode: 'NL',
    },
    shippingAddress: null,
    metadata: {},
    createdAt: new Date('2024-09-25T12:01:00.103Z'),
    updatedAt: null,
    deleted: false,
    unread: [],
  };

  it.each([
    ['retrieving', retrieved],
    ['creating', created],
    ['updating', updated],
    ['deleting', deleted],
  ])('is read as documented for %s', async (_what, wire) => {
    expect(await vaultAnswering(wire).getCustomer('text', createCall())).toEqual({
      ...documented,
      details: { provider: 'BANKING_SERVICE', profileId: expect.stringMatching(/^profile_/) },
    });
  });

  it('is read as documented from a list', async () => {
    const page = await vaultAnswering(listed).listCustomers?.(fromStart, noFilter, createCall());
    expect(page).toMatchObject({ items: [{ item: documented, cursor: '0' }], hasMore: true, total: 12383 });
  });

  it.each([
    ['a house number as text', { premise: '1600', thoroughfare: 'Main' }, ['Main 1600'], '1600'],
    ['no house number', { premise: null, thoroughfare: 'Main' }, ['Main'], null],
    ['a house number alone', { premise: 7, sub_premise: 'B' }, ['7 B'], '7'],
    ['a building alone', { building: 'Toren' }, ['Toren'], null],
    ['a city alone', { locality: 'Hoofddorp' }, [], null],
  ])('has an address with %s', async (_what, address, lines, premise) => {
    const customer = await vaultAnswering({ id: 'text', address }).getCustomer('text', createCall());
    expect(customer?.billingAddress).toMatchObject({ lines, premise });
  });

  it.each([undefined, null, {}, { premise: null, locality: '' }])('has no address in %j', async (address) => {
    const customer = await vaultAnswering({ id: 'text', address }).getCustomer('text', createCall());
    expect(customer).toMatchObject({ billingAddress: null, fullName: null, createdAt: null });
  });

  it('is null if there is none', async () => {
    const { vault } = emulated();
    expect(await vault.getCustomer(gone, createCall())).toBeNull();
  });

  it('is asked for below its profile', async () => {
    const call = createCall();
    await emulated().vault.getCustomer(gone, call);
    expect(call.seen.map(({ route }) => route)).toEqual([
      '/token',
      '/v1/profiles/{profileId}/customers/{customerId}',
      // Once, so that a wrong profile is not taken for a missing customer.
      '/v1/profiles/{profileId}/customers',
    ]);
  });
});

describe('a write', () => {
  it.each([
    [undefined, '58', 58],
    [57, '58', 58],
    ['57', '58', '58'],
    [undefined, '58-60', '58-60'],
    [undefined, '058', '058'],
    [undefined, '1234567890', '1234567890'],
  ])('if the house number was %j writes %j as %j', (before, premise, written) => {
    const record = before === undefined ? {} : { address: { premise: before } };
    expect(fromPatch({ billingAddress: { premise } }, record)).toEqual({ address: { premise: written } });
  });

  it.each([
    { thoroughfare: 'Hoofdweg', premise: 58, sub_premise: 'A', building: 'Toren Oost' },
    { thoroughfare: 'Hoofdweg', premise: '58-60' },
    { thoroughfare: 'Hoofdweg', building: 'Toren Oost' },
    { thoroughfare: 'Toren', building: 'Toren' },
    { premise: 58, sub_premise: 'A' },
    { building: 'Toren Oost', locality: 'Hoofddorp', country: 'NL' },
  ])('of the address just read changes nothing: %j', async (address) => {
    const record = { id: 'c', address };
    const customer = await vaultAnswering(record).getCustomer('c', createCall());
    expect(fromPatch({ billingAddress: customer?.billingAddress ?? null }, record)).toEqual({ address });
  });
});
