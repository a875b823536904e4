import { describe, expect, it } from 'vitest';
import { createCall } from '../../testing/support/vault.ts';
import method from '../../emulators/bankingservice/fixtures/payment-method.json' with { type: 'json' };
import {
  answeringInTurn,
  emulated,
  fromStart,
  methodsOf,
  queriesOf,
  vaultAnswering,
} from './vault.testing.ts';

const read = async (wire: object) =>
  vaultAnswering({ ...method, ...wire }).getPaymentMethod?.('text', 'text', createCall());

const withId = (id: string) => ({ ...method, id });

describe('a payment method', () => {
  it('is read without the payer’s browser and the way to their bank', async () => {
    expect(await read({ redirect: { url: 'https://dashboard.bankingservice.ai/payment/1' } })).toEqual({
      key: 'text',
      customerKey: 'text',
      status: 'UNKNOWN',
      instrument: {
        kind: 'open-banking',
        bic: 'INGBNL2A',
        last4: '0394',
        countryCode: 'NL',
        sepaAccount: { kind: 'sepa', holderName: 'text', last4: '0394', bic: 'ABNANL2A', countryCode: 'NL' },
        recurring: {
          amount: 1995,
          currency: 'EUR',
          frequency: 'daily',
          dayOfExecution: 1,
          monthOfExecution: 12,
          startAt: new Date('2024-10-01T00:00:00Z'),
          endAt: new Date('2025-10-01T00:00:00Z'),
        },
      },
      reference: method.reference,
      description: 'Shown to the payer',
      metadata: {},
      token: null,
      createdAt: new Date('2024-09-25T12:01:00.103Z'),
      updatedAt: null,
      retainedUntil: null,
    });
  });

  it.each([
    ['created', 'PENDING'],
    ['succeeded', 'ACTIVE'],
    ['failed', 'REVOKED'],
    ['expired', 'EXPIRED'],
    ['paused', 'UNKNOWN'],
    [null, 'UNKNOWN'],
    [undefined, 'UNKNOWN'],
  ])('in the state %s is %s', async (state, status) => {
    expect(await read({ state })).toMatchObject({ status });
  });

  it('keeps its metadata, and reads no amount that could be a card number', async () => {
    const openbanking = { recurring: { amount: 4111111111111111, currency: 'EUR' } };
    expect(await read({ metadata: { trial: true, tags: ['a'] }, openbanking })).toMatchObject({
      metadata: { trial: true, tags: '["a"]' },
      instrument: { recurring: { amount: null, currency: 'EUR', startAt: null } },
    });
  });

  const sepa = { kind: 'sepa', holderName: 'text', last4: '0394', bic: 'ABNANL2A', countryCode: 'NL' };
  const unknownCard = { kind: 'card', brand: 'OTHER', last4: null, bin: null, maskedNumber: null };

  it.each([
    ['SEPA details alone', { method: null, openbanking: null }, sepa],
    ['details of a consent', { method: null }, { kind: 'open-banking', last4: '0394' }],
    [
      'the word openbanking',
      { openbanking: null, sepa: null },
      { kind: 'open-banking', bic: null, last4: null },
    ],
    ['the word creditcard', { method: 'creditcard' }, unknownCard],
    ['the word ideal', { method: 'ideal' }, { kind: 'other', providerKind: 'ideal' }],
    ['neither', { method: null, openbanking: null, sepa: null }, { kind: 'other', providerKind: 'unknown' }],
  ])('is recognised by %s', async (_what, wire, instrument) => {
    expect(await read(wire)).toMatchObject({ instrument });
  });

  it.each([
    [394, '0394'],
    [0, '0000'],
    [9876, '9876'],
    ['0394', '0394'],
    ['', null],
    [null, null],
    [12345, null],
    [-1, null],
    [1.5, null],
    ['NL91ABNA0417164300', null],
  ])('has the last digits %j as %j', async (last4, digits) => {
    expect(await read({ sepa: { last4 } })).toMatchObject({ instrument: { last4: digits } });
  });

  it('is listed from a bare array, all of it in one call', async () => {
    const wires = ['a', 'b', 'c', 'd', 'e'].map(withId);
    const { vault, sent } = answeringInTurn([wires]);
    const page = await vault.listPaymentMethods?.('text', { from: '1', limit: 3 }, createCall());
    expect(page).toMatchObject({
      items: [
        { item: { key: 'b' }, cursor: '1' },
        { item: { key: 'c' }, cursor: '2' },
        { item: { key: 'd' }, cursor: '3' },
      ],
      hasMore: true,
      total: 5,
    });
    expect([methodsOf(sent), queriesOf(sent)]).toEqual([['GET'], []]);
  });

  it('is listed from an empty array', async () => {
    const page = await vaultAnswering([]).listPaymentMethods?.('text', fromStart, createCall());
    expect(page).toMatchObject({ items: [], hasMore: false, next: '0', total: 0 });
  });

  it('is listed from the envelope of a page, and from the page that follows', async () => {
    const envelope = { page: 0, pages: 2, size: 2, count: 3 };
    const wires = ['a', 'b', 'c'].map(withId);
    const { vault, sent } = answeringInTurn(
      [{ ...envelope, data: wires.slice(0, 2) }],
      [{ ...envelope, data: wires.slice(0, 2) }],
      [{ ...envelope, page: 1, data: wires.slice(2) }],
    );
    const page = await vault.listPaymentMethods?.('text', fromStart, createCall());
    const rest = await vault.listPaymentMethods?.('text', { from: '2', limit: 20 }, createCall());
    expect([
      page?.items.length,
      page?.hasMore,
      rest?.items.map(({ item }) => item?.key),
      rest?.hasMore,
    ]).toEqual([2, true, ['c'], false]);
    expect([methodsOf(sent), queriesOf(sent)]).toEqual([['GET', 'GET', 'GET'], ['?page=1&size=2']]);
  });

  it.each([false, true])('is listed, read and deleted once (as a page: %s)', async (paymentMethodsAsPage) => {
    const { vault, customerKeys } = emulated({ customers: 8, switches: { paymentMethodsAsPage } });
    const methods = [];
    for (const key of customerKeys()) {
      const page = await vault.listPaymentMethods?.(key, fromStart, createCall());
      methods.push(...(page?.items ?? []));
    }
    const first = methods[0]?.item;
    if (!first) throw new Error('The emulator keeps no payment method.');
    expect(await vault.getPaymentMethod?.(first.customerKey, first.key, createCall())).toEqual(first);
    expect(await vault.deletePaymentMethod?.(first.customerKey, first.key, createCall())).toBe(true);
    expect(await vault.deletePaymentMethod?.(first.customerKey, first.key, createCall())).toBe(false);
    expect(await vault.getPaymentMethod?.(first.customerKey, first.key, createCall())).toBeNull();
  });

  it('stays if bankingservice.ai does not let it go', async () => {
    const { vault } = answeringInTurn([{ error: 'invalid_request' }, { status: 400 }], [method]);
    const refused = vault.deletePaymentMethod?.('text', 'text', createCall());
    await expect(refused).rejects.toMatchObject({ code: 'PROVIDER_REJECTED' });
  });
});
