import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../src/domain/capability.ts';
import { graphql } from './graphql/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const configured = [
  { key: 'bamboo', displayName: 'Bamboo Payment', provider: { code: 'BAMBOO' } },
  { key: 'banking-service', displayName: 'bankingservice.ai', provider: { code: 'BANKING_SERVICE' } },
  { key: 'monri-1', displayName: 'Monri Payments 1', provider: { code: 'MONRI' } },
  { key: 'monri-2', displayName: 'Monri Payments 2', provider: { code: 'MONRI' } },
  { key: 'verifone-1', displayName: 'Verifone 1', provider: { code: 'VERIFONE' } },
  { key: 'verifone-2', displayName: 'Verifone 2', provider: { code: 'VERIFONE' } },
].map(({ key, displayName, provider }) => ({ key, displayName, environment: 'SANDBOX', provider }));

const accountsQuery = graphql(`
  query ConfiguredAccounts($key: String!) {
    all: providerAccounts {
      ...AccountFacts
    }
    monri: providerAccounts(provider: MONRI) {
      ...AccountFacts
    }
    one: providerAccount(key: $key) {
      ...AccountFacts
    }
    viewer {
      tenant
      scopes
    }
  }

  fragment AccountFacts on ProviderAccount {
    key
    displayName
    environment
    provider {
      code
    }
  }
`);

const providersQuery = graphql(`
  query ConfiguredProviders {
    operations: __type(name: "ProviderOperation") {
      enumValues {
        name
      }
    }
    paymentProviders {
      code
      displayName
      accounts {
        key
      }
      capabilities {
        operation
        support
        instead
        filters
        note
      }
      single: capability(of: DELETE_PAYMENT_METHOD) {
        operation
        support
        instead
        filters
        note
      }
    }
    paymentProvider(code: VERIFONE) {
      code
    }
  }
`);

describe('the accounts', () => {
  it('are those of the configuration, in its order', async () => {
    const { data } = await graph.query(accountsQuery, { key: 'monri-2' });
    expect(data).toEqual({
      all: configured,
      monri: configured.slice(2, 4),
      one: configured[3],
      viewer: { tenant: 'sandbox', scopes: ['*'] },
    });
  });

  it('are null under an unknown key', async () => {
    const { data, errors } = await graph.query(accountsQuery, { key: 'unknown' });
    expect([data?.one, errors]).toEqual([null, undefined]);
  });
});

describe('the providers', () => {
  it('are the four, with a name and their accounts', async () => {
    const { data } = await graph.query(providersQuery);
    expect(
      data?.paymentProviders?.map(({ code, displayName, accounts }) => [code, displayName, accounts]),
    ).toEqual([
      ['BAMBOO', 'Bamboo Payment', [{ key: 'bamboo' }]],
      ['BANKING_SERVICE', 'bankingservice.ai', [{ key: 'banking-service' }]],
      ['MONRI', 'Monri Payments', [{ key: 'monri-1' }, { key: 'monri-2' }]],
      ['VERIFONE', 'Verifone', [{ key: 'verifone-1' }, { key: 'verifone-2' }]],
    ]);
    expect(data?.paymentProvider).toEqual({ code: 'VERIFONE' });
  });

  it('answer for every operation, once, and for a single one the same', async () => {
    const { data } = await graph.query(providersQuery);
    const names = data?.operations?.enumValues?.map(({ name }) => name).toSorted();
    expect(names).toEqual(operations.toSorted());
    for (const { capabilities, single } of data?.paymentProviders ?? []) {
      expect(capabilities.map(({ operation }) => operation).toSorted()).toEqual(names);
      expect(capabilities.find(({ operation }) => operation === 'DELETE_PAYMENT_METHOD')).toEqual(single);
    }
  });

  it('can do what the documentation says, and say why if they cannot', async () => {
    const { data } = await graph.query(providersQuery);
    const capabilities = data?.paymentProviders?.flatMap((provider) => provider.capabilities) ?? [];
    const table = Map.groupBy(capabilities, ({ operation }) => operation);
    const supports = [...table].map(([operation, same]) =>
      [operation, same.map(({ support }) => support)].flat(),
    );
    expect(supports).toEqual([
      ['READ_CUSTOMER', 'NATIVE', 'NATIVE', 'NATIVE', 'NATIVE'],
      ['READ_CUSTOMER_BY_REFERENCE', 'NATIVE', 'UNSUPPORTED', 'NATIVE', 'UNSUPPORTED'],
      ['LIST_CUSTOMERS', 'UNSUPPORTED', 'NATIVE', 'NATIVE', 'NATIVE'],
      ['CREATE_CUSTOMER', 'INDIRECT', 'NATIVE', 'NATIVE', 'NATIVE'],
      ['UPDATE_CUSTOMER', 'UNSUPPORTED', 'EMULATED', 'NATIVE', 'EMULATED'],
      ['UNSET_METADATA', 'UNSUPPORTED', 'UNSUPPORTED', 'NATIVE', 'UNSUPPORTED'],
      ['DELETE_CUSTOMER', 'NATIVE', 'NATIVE', 'NATIVE', 'NATIVE'],
      ['LIST_PAYMENT_METHODS', 'UNSUPPORTED', 'NATIVE', 'NATIVE', 'UNSUPPORTED'],
      ['DELETE_PAYMENT_METHOD', 'UNSUPPORTED', 'NATIVE', 'UNSUPPORTED', 'UNSUPPORTED'],
      ['CREATE_REGISTRATION_LINK', 'NATIVE', 'NATIVE', 'INDIRECT', 'INDIRECT'],
      ['ATTACH_CUSTOMER_TO_PAYMENT', 'NATIVE', 'UNSUPPORTED', 'UNSUPPORTED', 'UNSUPPORTED'],
    ]);

    const sentence = /^[A-Zb].*\.$/;
    for (const { support, instead, note } of capabilities) {
      expect(instead !== null).toBe(support === 'INDIRECT');
      expect(note ?? (support === 'NATIVE' ? 'None needed.' : '')).toMatch(sentence);
    }
    expect(table.get('LIST_CUSTOMERS')?.map(({ filters }) => filters)).toEqual([
      [],
      [],
      ['MERCHANT_REFERENCE'],
      [
        'EMAIL',
        'FIRST_NAME',
        'LAST_NAME',
        'COMPANY',
        'PHONE',
        'TAX_IDENTIFIER',
        'COMPANY_REGISTRATION_NUMBER',
        'CREATED_AT',
        'UPDATED_AT',
      ],
    ]);
  });
});

describe('the health of an account', () => {
  const healthQuery = graphql(`
    query HealthOfMonri {
      providerAccounts(provider: MONRI) {
        health {
          status
          lastSuccessAt
          retryAt
        }
      }
    }
  `);
  const oneMonriCustomer = graphql(`
    query OneMonriCustomer {
      customers(accounts: ["monri-1"], first: 1) {
        nodes {
          id
        }
      }
    }
  `);
  const health = async () => {
    const arrivals = graph.watch();
    const { data } = await graph.query(healthQuery);
    expect(arrivals).toEqual([]);
    return data?.providerAccounts?.map((account) => account.health);
  };
  const unknown = { status: 'UNKNOWN', lastSuccessAt: null, retryAt: null };
  const instant: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);

  it('is unknown, then up, then degraded, judged by its own traffic alone', async () => {
    expect(await health()).toEqual([unknown, unknown]);

    await graph.query(oneMonriCustomer);
    expect(await health()).toEqual([{ status: 'UP', lastSuccessAt: instant, retryAt: null }, unknown]);

    graph.fail('MONRI', () => ({ kind: 'answer', status: 503, headers: { 'retry-after': '60' } }));
    await graph.query(oneMonriCustomer);
    graph.fail('MONRI', null);
    const [degraded, other] = (await health()) ?? [];
    expect([degraded, other]).toEqual([
      { status: 'DEGRADED', lastSuccessAt: instant, retryAt: instant },
      unknown,
    ]);
    const wait = Date.parse(degraded?.retryAt ?? '') - Date.now();
    expect([wait > 50_000, wait <= 60_000]).toEqual([true, true]);
  });
});
