import { describe, expect, it } from 'vitest';
import { answering, recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall, noFilter } from '../../testing/support/vault.ts';
import type { CustomerPatch } from '../../domain/customer-input.ts';
import { emulate } from '../../emulators/monri/emulator.ts';
import created from '../../emulators/monri/fixtures/create-customer.json' with { type: 'json' };
import listed from '../../emulators/monri/fixtures/list-customers.json' with { type: 'json' };
import methods from '../../emulators/monri/fixtures/list-payment-methods.json' with { type: 'json' };
import { monri } from './index.ts';

const uuid = created.uuid;
const fromStart = { from: null, limit: 20 };

/** A vault whose provider gives one answer to everything. */
function vaultAnswering(body: unknown, init?: ResponseInit) {
  return connectTo(monri, { ...emulate(), fetch: answering(body, init) }).vault;
}

/** The bodies an update sends. */
async function bodiesOf(patch: CustomerPatch): Promise<readonly string[]> {
  const { fetch, sent } = recording(answering(created));
  await connectTo(monri, { ...emulate(), fetch }).vault.updateCustomer?.(uuid, patch, createCall());
  return sent.map(({ body }) => body);
}

describe('a customer', () => {
  it('is read as documented', async () => {
    expect(await vaultAnswering(created).getCustomer(uuid, createCall())).toEqual({
      key: uuid,
      reference: 'customer-id-1234',
      firstName: null,
      lastName: null,
      fullName: 'Test',
      company: null,
      email: 'email@email.com',
      phone: null,
      billingAddress: {
        lines: [],
        city: null,
        region: null,
        postalCode: '71000',
        premise: null,
        subPremise: null,
        building: null,
        country: 'BA',
        countryCode: 'BA',
      },
      shippingAddress: null,
      metadata: { key: 'value' },
      createdAt: new Date('2019-02-12T11:22:33Z'),
      updatedAt: new Date('2019-02-12T11:22:33Z'),
      deleted: false,
      unread: [],
      details: { provider: 'MONRI', description: 'Customer', deletedAt: null },
    });
  });

  it('is found by the merchant’s reference under the other prefix', async () => {
    const emulator = emulate({ customers: 3 });
    const { fetch, sent } = recording(emulator.fetch);
    const { vault } = connectTo(monri, { ...emulator, fetch });
    const customer = await vault.getCustomerByReference?.('customer-id-1234', createCall());
    expect(customer?.key).toBe(uuid);
    expect(sent.map(({ url }) => new URL(url).pathname)).toEqual([
      '/v2/merchants/customers/customer-id-1234',
    ]);
  });

  it.each([404, 400] as const)('is null if Monri answers %i', async (notFoundStatus) => {
    const { vault } = connectTo(monri, emulate({ switches: { notFoundStatus } }));
    expect(await vault.getCustomer('00000000-0000-4000-8000-000000000000', createCall())).toBeNull();
  });

  it('keeps nested metadata as JSON text', async () => {
    const wire = { ...created, metadata: { plan: { level: 2 }, vip: true, visits: 3, gone: null } };
    const customer = await vaultAnswering(wire).getCustomer(uuid, createCall());
    expect(customer?.metadata).toEqual({ plan: '{"level":2}', vip: true, visits: 3 });
  });
});

describe('a list', () => {
  it('leaves the reference unread if an item lacks it', async () => {
    const page = await vaultAnswering(listed).listCustomers?.(fromStart, noFilter, createCall());
    expect(page?.items.map(({ item }) => [item?.key, item?.reference, item?.unread])).toEqual([
      [uuid, null, ['reference']],
    ]);
  });

  it('is whole if items bear uuid and reference, as the vendor’s own clients expect', async () => {
    const { vault } = connectTo(monri, emulate({ customers: 1, switches: { liveShapes: true } }));
    const page = await vault.listCustomers?.(fromStart, noFilter, createCall());
    expect(page?.items.map(({ item }) => [item?.key, item?.reference, item?.unread])).toEqual([
      [uuid, 'customer-id-1234', []],
    ]);
  });

  it('asks for one more than is wanted and so knows whether more follows', async () => {
    const emulator = emulate({ customers: 21 });
    const { fetch, sent } = recording(emulator.fetch);
    const { vault } = connectTo(monri, { ...emulator, fetch });
    const page = await vault.listCustomers?.({ from: null, limit: 20 }, noFilter, createCall());
    const rest = await vault.listCustomers?.({ from: '20', limit: 20 }, noFilter, createCall());
    expect([page?.items.length, page?.hasMore, rest?.items.length, rest?.hasMore]).toEqual([
      20,
      true,
      1,
      false,
    ]);
    expect(sent.map(({ url }) => new URL(url).search)).toEqual(['?offset=0&limit=21', '?offset=20&limit=21']);
  });
});

describe('a payment method', () => {
  it('is a card that expires at the end of the month its date is in', async () => {
    const page = await vaultAnswering(methods).listPaymentMethods?.(uuid, fromStart, createCall());
    expect(page?.items.map(({ item }) => item)).toEqual([
      {
        key: methods.data[0]?.id,
        customerKey: uuid,
        status: 'ACTIVE',
        instrument: {
          kind: 'card',
          brand: 'VISA',
          maskedNumber: '405840******0005',
          bin: '405840',
          last4: '0005',
          expiryMonth: 12,
          expiryYear: 2025,
        },
        reference: null,
        description: null,
        metadata: {},
        token: methods.data[0]?.token,
        createdAt: new Date('2019-02-12T11:22:33Z'),
        updatedAt: new Date('2019-02-12T11:22:33Z'),
        retainedUntil: new Date('2024-12-31T23:00:00Z'),
      },
    ]);
  });
});

describe('a write', () => {
  it('sends what the patch names and nothing else', async () => {
    expect(
      await bodiesOf({
        fullName: 'Ana Pérez',
        phone: null,
        metadata: { set: { plan: 'a' }, unset: ['old'] },
      }),
    ).toEqual(['{"name":"Ana Pérez","phone":null,"metadata":{"plan":"a","old":null}}']);
  });

  it('replaces an address as a whole', async () => {
    expect(await bodiesOf({ billingAddress: { lines: ['Ilica 1', 'II'], countryCode: 'HR' } })).toEqual([
      '{"address":"Ilica 1, II","city":null,"zip_code":null,"country":"HR"}',
    ]);
  });

  it('unsets every key if all metadata is cleared', async () => {
    expect(await bodiesOf({ metadata: null })).toEqual(['', '{"metadata":{"key":null}}']);
  });

  it('is refused with the fields Monri names', async () => {
    const body = {
      status: 'invalid-request',
      errors: ['Name is too long (maximum is 50 characters)', 'Oddly wrong'],
    };
    const refused = vaultAnswering(body, { status: 400 }).createCustomer?.({ fullName: 'x' }, createCall());
    await expect(refused).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED',
      facts: { issues: [{ path: ['fullName'], code: 'TOO_LONG', message: 'Monri refused fullName.' }] },
    });
  });

  it('is refused if Monri says so under a status of 200', async () => {
    const refused = vaultAnswering({ status: 'error', message: 'no' }).createCustomer?.(
      { fullName: 'x' },
      createCall(),
    );
    await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
  });

  it('finds a reference taken', async () => {
    const { vault } = connectTo(monri, emulate({ customers: 1 }));
    const taken = vault.createCustomer?.({ merchantReference: 'customer-id-1234' }, createCall());
    await expect(taken).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('deletes once', async () => {
    const { vault } = connectTo(monri, emulate({ customers: 1 }));
    expect(await vault.deleteCustomer?.(uuid, createCall())).toBe(true);
    expect(await vault.deleteCustomer?.(uuid, createCall())).toBe(false);
    expect(await vault.getCustomer(uuid, createCall())).toMatchObject({ deleted: true });
  });
});

describe('an answer to a write whose status says more than its words', () => {
  const create = (status: number, body: unknown) =>
    vaultAnswering(body, { status }).createCustomer?.({ fullName: 'Ana' }, createCall());

  it.each([408, 425])('is unknown: %i', async (status) => {
    await expect(create(status, { status: 'error', message: 'Too slow' })).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
  });

  const words: readonly (readonly [status: number, body: object, outcome: string | null])[] = [
    [400, { status: 'error', message: 'Authenticity token not found' }, 'PROVIDER_UNAUTHORIZED'],
    [404, { status: 'error', message: 'Merchant not found' }, 'PROVIDER_UNAUTHORIZED'],
    [200, { status: 'error', errors: ['Merchant not found'] }, 'PROVIDER_UNAUTHORIZED'],
    [400, { status: 'invalid-request', message: 'Country not found' }, 'PROVIDER_REJECTED'],
    [404, { status: 'error', message: 'Terminal not found' }, 'PROVIDER_BAD_RESPONSE'],
    [404, { message: 'Not found' }, 'PROVIDER_BAD_RESPONSE'],
    [404, { status: 'error', message: 'Not found' }, null],
    [404, { status: 'invalid-request' }, null],
    [404, { message: "Couldn't find Customer with uuid" }, null],
    [400, { status: 'error', message: 'Merchant customer not found' }, null],
    [400, { status: 'error', errors: ['Customer does not exist'] }, null],
  ];

  it.each(words)('says by %i and %j what is not found', async (status, body, outcome) => {
    const reading = vaultAnswering(body, { status }).getCustomer(uuid, createCall());
    const [settled] = await Promise.allSettled([reading]);
    const outcomeOrCode =
      settled.status === 'fulfilled' ? settled.value : Reflect.get(Object(settled.reason), 'code');
    expect(outcomeOrCode).toBe(outcome);
  });

  it('finds nothing: 404 in any words', async () => {
    const vault = vaultAnswering({ status: 'error', message: 'No such customer' }, { status: 404 });
    expect(await vault.getCustomer(uuid, createCall())).toBeNull();
  });
});
