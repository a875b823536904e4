import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import sample from './fixtures/basic-credentials.json' with { type: 'json' };
import example from './fixtures/customer-response.json' with { type: 'json' };
import { seeded } from './seed.ts';
import { readCustomer } from './validation.ts';

const origin = 'http://127.0.0.1:4103';
const now = new Date('2026-11-20T09:00:00Z');
const baseUrl = `${origin}/oidc/customer-service`;
const tokenUrl = `${origin}/oauth2/realms/root/realms/VerifoneServices/access_token`;

describe('accounts', () => {
  it('alternate between the two kinds of credentials', () => {
    const settings = emulate({ accounts: 3 })
      .accounts(origin)
      .map((account) => account.settings);
    const text = expect.any(String);
    expect(settings).toEqual([
      { baseUrl, entityId: example.entity_id, userId: sample.user_uid, apiKey: sample.api_key },
      { baseUrl, entityId: text, tokenUrl, clientId: text, clientSecret: text, scope: text },
      { baseUrl, entityId: text, userId: text, apiKey: text },
    ]);
  });

  it.each([
    ['basic', ['baseUrl', 'entityId', 'userId', 'apiKey']],
    ['oauth', ['baseUrl', 'entityId', 'tokenUrl', 'clientId', 'clientSecret', 'scope']],
  ] as const)('all have %s settings if asked', (authentication, keys) => {
    for (const { settings } of emulate({ accounts: 2, authentication }).accounts(origin)) {
      expect(Object.keys(settings)).toEqual(keys);
    }
  });

  it('are the same every time and share nothing', () => {
    const [first, second] = [0, 1].map(() => emulate({ accounts: 3, customers: 20, now: () => now }));
    const accounts = first?.accounts(origin) ?? [];
    expect(accounts.map((account) => account.settings)).toEqual(
      second?.accounts(origin).map((account) => account.settings),
    );
    expect(accounts.map((account) => account.customerKeys())).toEqual(
      second?.accounts(origin).map((account) => account.customerKeys()),
    );
    expect(new Set(accounts.flatMap((account) => account.customerKeys())).size).toBe(60);
    expect(new Set(accounts.map(({ settings }) => settings['entityId'])).size).toBe(3);
  });

  it('are one, without customers, unless asked otherwise', () => {
    expect(emulate().accounts(origin)).toHaveLength(1);
    expect(emulate().accounts(origin)[0]?.customerKeys()).toEqual([]);
  });

  it('have the example in the first only', () => {
    const emulator = emulate({ accounts: 2, customers: 5 });
    const holds = emulator.accounts(origin).map((account) => account.customerKeys().includes(example.id));
    expect(holds).toEqual([true, false]);
  });
});

describe('seeded customers', () => {
  const customers = seeded({ account: 1, entityId: 'e', customers: 300, now });

  it('are all valid', () => {
    for (const { id: _id, created_at: _created, updated_at: _updated, ...customer } of customers) {
      expect(readCustomer(JSON.stringify(customer))).toEqual(customer);
    }
  });

  it('are made one after another, up to now', () => {
    const times = customers.map((customer) => Date.parse(customer.created_at));
    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(new Set(times).size).toBe(300);
    for (const { created_at, updated_at } of customers) {
      expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(Date.parse(created_at));
      expect(Date.parse(updated_at)).toBeLessThanOrEqual(now.getTime());
    }
  });

  it('vary in what they have', () => {
    const fields = [
      'shipping',
      'tax',
      'company_name',
      'email_address',
      'phone_number',
      'title',
      'language',
    ] as const;
    for (const field of fields) {
      const having = customers.filter((customer) => customer[field] !== undefined).length;
      expect(having).toBeGreaterThan(0);
      expect(having).toBeLessThan(300);
    }
  });
});
