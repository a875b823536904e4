import { describe, expect, it } from 'vitest';
import { options } from '../examples/tenant.ts';
import {
  createMemoryStore,
  createServer,
  createTenant,
  definitions,
  registerProvider,
} from '../src/index.ts';

const [tenant] = options.tenants.values();
const accounts = tenant?.accounts ?? [];
const [account] = accounts;
const monri = definitions.get('MONRI');
if (!account || !monri) throw new Error('The example has an account at Monri.');

const whole = {
  id: 'acme',
  accounts,
  secrets: [new Uint8Array(32)],
  store: createMemoryStore(),
  requestTimeoutMs: 1_000,
} as const;

describe('the library refuses what the configuration file would', () => {
  it('secrets that are too short', () => {
    const secrets = [new Uint8Array(32), new Uint8Array(31)] as const;
    expect(() => createTenant({ ...whole, secrets })).toThrow('32 bytes or more');
  });

  it('two accounts under one key', () => {
    expect(() => createTenant({ ...whole, accounts: [account, account] })).toThrow(
      'two accounts with the key monri-hr',
    );
  });

  it('an account of a provider that is not registered', async () => {
    const stray = createTenant({ ...whole, accounts: [{ ...account, provider: 'ZED' }] });
    const tenants = new Map([['acme', stray]]);
    await expect(createServer({ ...options, tenants })).rejects.toThrow(
      "monri-hr is at ZED, which is not among the server's providers",
    );
  });

  it.each([
    [
      'a code',
      { title: 'Acme' },
      'The code MONRI belongs to two providers, Monri Payments (MONRI) and Acme (MONRI)',
    ],
    ['a title', { code: 'ACME' }, 'The title Monri Payments belongs to two providers'],
    [
      'a type of details',
      { code: 'ACME', title: 'Acme' },
      'The type of details MonriCustomerDetails belongs to two providers',
    ],
  ])('%s that another provider has, in words', (_what, changes, words) => {
    expect(() => registerProvider({ ...monri, ...changes })).toThrow(words);
  });

  it.each(['acme', 'ACME-EU', '1ST', ''])('a provider whose code cannot be in the graph: %j', (code) => {
    expect(() => registerProvider({ ...monri, code })).toThrow('cannot be in the graph');
  });
});

it('the limits of documents can be changed one by one', async () => {
  const graph = await createServer({ ...options, documents: { limits: { maxCost: 5 } } });
  const response = await graph(
    new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ customers(first: 1) { nodes { id } } }' }),
    }),
  );
  const { errors } = await response.json();
  expect(errors[0].message).toBe('The operation costs 10 points; 5 are allowed.');
});
