import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import { connect, dataOf, type Json, listOf, origin } from './client.testing.ts';

describe('seeding', () => {
  it('gives the same credentials, customers and methods every time', async () => {
    const one = connect({ accounts: 2, customers: 30 });
    const other = connect({ accounts: 2, customers: 30 });

    expect(one.emulator.accounts(origin).map(({ settings }) => settings)).toEqual(
      other.emulator.accounts(origin).map(({ settings }) => settings),
    );
    expect(await everyMethod(one)).toEqual(await everyMethod(other));
    expect(await one.ask('GET /customers?size=100')).toEqual(await other.ask('GET /customers?size=100'));
  });

  it('gives each account its own settings and customers', () => {
    const accounts = emulate({ accounts: 3, customers: 5 }).accounts(origin);
    const keys = accounts.flatMap(({ customerKeys }) => customerKeys());

    expect(new Set(keys).size).toBe(15);
    expect(accounts[2]?.settings).toEqual({
      baseUrl: origin,
      profileId: expect.stringMatching(/^profile_[0-9a-f]{26}$/),
      tokenUrl: `${origin}/oauth2/token`,
      clientId: expect.stringMatching(/^client_[0-9a-f]{26}$/),
      privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----\n/),
    });
    for (const name of ['profileId', 'clientId', 'privateKey'] as const) {
      expect(new Set(accounts.map(({ settings }) => settings[name])).size).toBe(3);
    }
  });

  it('varies the customers', async () => {
    const { ask } = connect({ customers: 60 });
    const customers = dataOf((await ask('GET /customers?size=100')).body);
    const premises = customers.map(({ address }) => typeof partOf(address, 'premise'));

    expect(new Set(premises)).toEqual(new Set(['number', 'string', 'undefined']));
    for (const field of ['company', 'first_name', 'email', 'phone', 'address']) {
      const having = customers.filter((customer) => field in customer).length;
      expect([field, having > 0 && having < customers.length]).toEqual([field, true]);
    }
    expect(customers.filter((customer) => Object.keys(customer).length === 2)).not.toEqual([]);
  });

  it('holds every kind of payment method in every state', async () => {
    const methods = (await everyMethod(connect({ customers: 60 }))).flat();
    const seen = methods.map(({ method = 'sepa', state }) => JSON.stringify([method, state]));
    const kinds = ['sepa', 'openbanking', 'creditcard', 'ideal', 'terminal', 'internal'];
    const states = [null, 'created', 'succeeded', 'failed', 'expired'];

    expect(new Set(seen)).toEqual(
      new Set(kinds.flatMap((kind) => states.map((state) => JSON.stringify([kind, state])))),
    );
    for (const field of ['user', 'redirect', 'metadata', 'description', 'reference']) {
      expect([field, methods.some((method) => field in method)]).toEqual([field, true]);
    }
    const digits = new Set(methods.map(({ sepa }) => partOf(sepa, 'last4')));
    expect(digits).toEqual(new Set([undefined, 4321, 394, 9906, 58, 7, 0]));
    const openBanking = methods.filter(({ method }) => method === 'openbanking');
    expect(openBanking.some(({ openbanking }) => partOf(openbanking, 'recurring') === undefined)).toBe(true);
  });

  it('gives most customers one to three methods, and some none', async () => {
    const counts = (await everyMethod(connect({ customers: 60 }))).map(({ length }) => length);

    expect(new Set(counts)).toEqual(new Set([0, 1, 2, 3]));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(40);
  });
});

/** The payment methods of each customer. */
async function everyMethod({ emulator, ask }: ReturnType<typeof connect>): Promise<(readonly Json[])[]> {
  const keys = emulator.accounts(origin)[0]?.customerKeys() ?? [];
  const answers = await Promise.all(keys.map(async (key) => ask(`GET /customers/${key}/payment-methods`)));
  return answers.map(({ body }) => listOf(body));
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
