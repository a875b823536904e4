import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerLookupInput } from './graphql/graphql.ts';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 4 })));
afterAll(() => graph.close());

interface Issue {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

/** Asks, and says what came of it; nothing may reach a provider. */
async function ask(query: string, variables: Record<string, unknown> = {}) {
  const arrivals = graph.watch();
  const response = await graph.send({ query, variables });
  const { data, errors, extensions } = (await response.json()) as Answer<Record<string, unknown>>;
  expect(arrivals).toEqual([]);
  expect(extensions.upstream).toEqual({ total: 0, calls: [] });
  return { data, errors };
}

/** The answer to a query whose one field was refused. */
function refused(field: string, issues: readonly Issue[]): unknown {
  const error = {
    message: issues.map(({ message }) => message).join(' '),
    locations: [expect.anything()],
    path: [field],
    extensions: { code: 'INVALID_INPUT', retryable: false, issues, requestId: expect.any(String) },
  };
  return { data: { [field]: null }, errors: [error] };
}

const lookUp = 'query($by: CustomerLookupInput!) { customer(by: $by) { id } }';
const list = `query($first: Int, $after: String, $accounts: [String!], $providers: [ListingProviderCode!],
    $filter: CustomerFilterInput) {
  customers(first: $first, after: $after, accounts: $accounts, providers: $providers, filter: $filter) {
    nodes { id }
  }
}`;

describe('first', () => {
  it.each([0, 101, -1, 2_147_483_647])('outside 1 to 100 is refused, not clamped: %i', async (first) => {
    const issues = [{ path: ['first'], code: 'MALFORMED', message: 'first must be 1 to 100.' }];
    expect(await ask(list, { first })).toEqual(refused('customers', issues));
  });

  it.each([0, 101])('is refused for one account as well: %i', async (first) => {
    const query = `{ providerAccount(key: "monri-1") { customers(first: ${first}) { nodes { id } } } }`;
    const { data, errors } = await ask(query);
    expect(data).toEqual({ providerAccount: { customers: null } });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['providerAccount', 'customers'], 'INVALID_INPUT'],
    ]);
  });

  it.each([0, 101])('is refused for payment methods as well, which are not asked for: %i', async (first) => {
    const arrivals = graph.watch();
    const customerId = graph.keysOf('MONRI')[0];
    const by = { providerCustomerId: { provider: 'MONRI', account: 'monri-1', customerId } };
    const query = `query($by: CustomerLookupInput!) { customer(by: $by) { paymentMethods(first: ${first}) { nodes { id } } } }`;
    const { data, errors } = await (await graph.send({ query, variables: { by } })).json();
    expect(data).toEqual({ customer: { paymentMethods: null } });
    expect(errors[0].extensions.issues).toEqual([
      { path: ['first'], code: 'MALFORMED', message: 'first must be 1 to 100.' },
    ]);
    expect(arrivals.map(({ url }) => url.pathname)).toEqual([`/v2/customers/${customerId}`]);
  });
});

describe('an account', () => {
  const needed = 'is needed: there are several at the provider.';
  const unknown = 'names no account of yours at the provider.';

  it.each([
    ['an unknown one', 'unknown', 'MALFORMED', unknown],
    ['one of another provider', 'verifone-1', 'MALFORMED', unknown],
    ['an empty one', '', 'MALFORMED', unknown],
    ['none if there are several', null, 'REQUIRED', needed],
  ])('is refused in a look-up: %s', async (_name, account, code, message) => {
    for (const [way, name] of [
      ['reference', 'reference'],
      ['providerCustomerId', 'customerId'],
    ] as const) {
      const path = ['by', way, 'account'];
      const issues = [{ path, code, message: `${path.join('.')} ${message}` }];
      const by = { [way]: { provider: 'MONRI', account, [name]: 'customer-1' } };
      expect(await ask(lookUp, { by })).toEqual(refused('customer', issues));
    }
  });

  it.each([['unknown'], ['']])('is refused in a list if it is not one of yours: %j', async (account) => {
    const message = 'accounts names one that is not yours.';
    const issues = [{ path: ['accounts'], code: 'MALFORMED', message }];
    expect(await ask(list, { accounts: ['monri-1', account] })).toEqual(refused('customers', issues));
  });

  it.each(['accounts', 'providers'])('must be named if there is a list of them: %s', async (name) => {
    const message = `${name} must name at least one, or be left out.`;
    const issues = [{ path: [name], code: 'REQUIRED', message }];
    expect(await ask(list, { [name]: [] })).toEqual(refused('customers', issues));
  });

  it('is null by an unknown key', async () => {
    const { data, errors } = await ask('{ providerAccount(key: "unknown") { id } }');
    expect([data, errors]).toEqual([{ providerAccount: null }, undefined]);
  });
});

const unusable: readonly (readonly [name: string, text: string, refusal: string])[] = [
  ['empty', '', 'must not be empty'],
  ['a null character', 'a\u0000b', 'must not contain control characters'],
  ['a line break', 'a\r\nHost: b', 'must not contain control characters'],
  ['a C1 control character', 'a\u0085', 'must not contain control characters'],
  ['a lone surrogate', 'a\uD800', 'must be well-formed Unicode'],
  ['one dot', '.', 'must be more than dots'],
  ['two dots', '..', 'must be more than dots'],
  ['256 characters', 'a'.repeat(256), 'must not be longer than 255 characters'],
];

describe('a text that cannot name a record', () => {
  it.each(unusable)(
    'is refused as a reference and as a key at every provider: %s',
    async (_name, text, refusal) => {
      for (const [provider, account] of [
        ['BAMBOO', 'bamboo'],
        ['BANKING_SERVICE', 'banking-service'],
        ['MONRI', 'monri-1'],
        ['VERIFONE', 'verifone-1'],
      ] as const) {
        const ways: readonly (readonly [CustomerLookupInput, path: readonly string[]])[] = [
          [{ reference: { provider, account, reference: text } }, ['by', 'reference', 'reference']],
          [
            { providerCustomerId: { provider, account, customerId: text } },
            ['by', 'providerCustomerId', 'customerId'],
          ],
        ];
        for (const [by, path] of ways) {
          const issues = [{ path, code: 'MALFORMED', message: `${path.join('.')} ${refusal}.` }];
          expect(await ask(lookUp, { by })).toEqual(refused('customer', issues));
        }
      }
    },
  );

  it.each(unusable)('is refused in a filter, all of it at once: %s', async (_name, text, refusal) => {
    const issues = ['email', 'merchantReference'].map((name) => ({
      path: ['filter', name],
      code: 'MALFORMED',
      message: `filter.${name} ${refusal}.`,
    }));
    const filter = { email: text, merchantReference: text };
    expect(await ask(list, { filter })).toEqual(refused('customers', issues));
  });
});

describe('input that is not of its type', () => {
  it.each([
    ['no way of naming a customer', lookUp, { by: {} }],
    [
      'two ways of naming a customer',
      lookUp,
      { by: { id: 'a', reference: { provider: 'BAMBOO', reference: 'b' } } },
    ],
    ['a way that is null', lookUp, { by: { id: null } }],
    ['an instant without an offset', list, { filter: { createdFrom: '2026-01-01T00:00:00' } }],
    ['a day', list, { filter: { createdFrom: '2026-01-01' } }],
    ['a day that is not', list, { filter: { createdFrom: '2026-02-30T25:00:00Z' } }],
    ['a provider that cannot list', list, { providers: ['BAMBOO'] }],
    ['a number as a text', list, { first: '20' }],
    ['a number with a fraction', list, { first: 1.5 }],
    ['an unknown condition', list, { filter: { nickname: '1' } }],
  ])('is refused before anything runs: %s', async (_name, query, variables) => {
    const { data, errors } = await ask(query, variables);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toMatch(/^Variable "\$(by|filter|providers|first)" got invalid value/);
  });
});
