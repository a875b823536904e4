import { expect, test } from 'vitest';
import { emulate } from './emulator.ts';
import exampleCustomer from './fixtures/create-customer.json' with { type: 'json' };
import exampleMethods from './fixtures/list-payment-methods.json' with { type: 'json' };
import { newestFirst } from './records.ts';
import { seededMerchant } from './seed.ts';

const now = new Date('2026-11-20T12:00:00Z');
const seeding = { customers: 60, credentials: undefined, now };
const first = seededMerchant(0, seeding);
const second = seededMerchant(1, seeding);
const customers = [...second.customers.values()];
const cards = [...second.paymentMethods.values()].flat();

function longest(values: readonly (string | null)[]): number {
  return Math.max(...values.map((value) => value?.length ?? 0));
}

test('gives the same merchant for the same number', () => {
  expect(seededMerchant(1, seeding)).toEqual(second);
});

test('shares no credential, customer or card between two accounts', () => {
  expect(first.credentials.merchantKey).not.toBe(second.credentials.merchantKey);
  expect(first.credentials.authenticityToken).not.toBe(second.credentials.authenticityToken);
  expect(second.credentials.authenticityToken).toMatch(/^[0-9a-f]{40}$/);
  const both = [...first.customers.values(), ...customers];
  const emails = both.flatMap(({ email }) => email ?? []);
  const tokens = [...first.paymentMethods.values()].flat().concat(cards);
  expect(new Set(both.map(({ uuid }) => uuid)).size).toBe(120);
  expect(new Set(emails).size).toBe(emails.length);
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(tokens.length);
});

test('holds the documented example in the first account alone', () => {
  expect(first.customers.get(exampleCustomer.uuid)).toEqual(exampleCustomer);
  expect(first.paymentMethods.get(exampleCustomer.uuid)).toEqual(exampleMethods.data);
  expect(second.customers.has(exampleCustomer.uuid)).toBe(false);
});

test('spreads customers over days, the last one just before now', () => {
  const times = newestFirst(second.customers.values()).map(({ created_at }) => created_at);
  expect(times[0]).toBe('2026-11-20T11:00:00Z');
  expect(new Set(times.map((time) => time.slice(0, 10))).size).toBeGreaterThan(50);
  expect(new Set(times).size).toBe(60);
});

test('leaves fields out here and there, within the documented lengths', () => {
  for (const field of ['merchant_customer_id', 'email', 'phone', 'city', 'country', 'metadata'] as const) {
    expect(customers.some((customer) => customer[field] === null)).toBe(true);
    expect(customers.some((customer) => customer[field] !== null)).toBe(true);
  }
  expect(longest(customers.map(({ name }) => name))).toBeLessThanOrEqual(50);
  expect(longest(customers.map(({ city }) => city))).toBeLessThanOrEqual(30);
  expect(longest(customers.map(({ zip_code }) => zip_code))).toBeLessThanOrEqual(9);
});

test('gives customers up to three cards of every brand, some expired', () => {
  const counts = [...second.paymentMethods.values()].map(({ length }) => length);
  expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3]));
  expect(new Set(cards.map(({ expired }) => expired))).toEqual(new Set([true, false]));
  for (const brand of [/^4/, /^5[1-5]/, /^2[2-7]/, /^6759/, /^50/, /^3[47]/, /^3[68]/, /^6011/]) {
    expect(cards.some(({ masked_pan }) => brand.test(masked_pan))).toBe(true);
  }
});

test('writes every card in the documented form', () => {
  for (const card of cards) {
    const nextDay = new Date(Date.parse(card.expiration_date) + 86_400_000);
    expect(card.masked_pan).toMatch(/^(3[47]\d{4}\*{5}|3[68]\d{4}\*{4}|[2456]\d{5}\*{6})\d{4}$/);
    expect(card.token).toMatch(/^[0-9a-f]{64}$/);
    expect(card.id).toBe(card.token);
    expect(nextDay.getUTCDate()).toBe(1);
    expect(card.keep_until).toMatch(/^\d{4}-\d{2}-\d{2}T23:00:00Z$/);
    expect(card.expired).toBe(card.expiration_date < '2026-11-20');
    expect(Date.parse(card.created_at)).toBeLessThanOrEqual(now.getTime());
  }
});

test('gives every account its settings, the given credentials first', () => {
  const credentials = [{ merchantKey: 'qwert1234', authenticityToken: 'a'.repeat(40) }];
  const accounts = emulate({ accounts: 2, credentials }).accounts('http://127.0.0.1:4101');
  expect(accounts.map(({ settings }) => settings)).toEqual([
    { baseUrl: 'http://127.0.0.1:4101', ...credentials[0] },
    { baseUrl: 'http://127.0.0.1:4101', ...second.credentials },
  ]);
});
