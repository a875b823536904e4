import { describe, expect, it } from 'vitest';
import { createMemoryStore, createServer, createTenant } from '../src/index.ts';
import type { Vault } from '../src/port.ts';
import { connectTo } from '../src/testing/support/vault.ts';
import { selectEverything } from './support/everything.ts';
import { providers } from './support/providers.ts';

/** A value that nothing can change any more, at any depth. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** A vault whose records cannot be changed. */
function freezing(vault: Vault): Vault {
  const verbs = Object.entries(vault).map(([name, ask]) => [
    name,
    async (...asked: readonly never[]) =>
      frozen(await (ask as (...all: readonly never[]) => unknown)(...asked)),
  ]);
  return Object.fromEntries(verbs);
}

describe('records that requests share', () => {
  it.each(providers)('are changed by none of them: $code', async (definition) => {
    const { customerKeys, ...account } = connectTo(definition, definition.emulate({ customers: 3 }));
    const tenant = createTenant({
      id: 'acme',
      accounts: [{ ...account, vault: freezing(account.vault) }],
      secrets: [Buffer.alloc(32, 1)],
      store: createMemoryStore(),
      requestTimeoutMs: 10_000,
    });
    const defects: unknown[] = [];
    const server = await createServer({
      tenants: new Map([['acme', tenant]]),
      authenticate: () => Promise.resolve({ tenant: 'acme', scopes: ['*'], subject: 'caller' }),
      requestTimeoutMs: 10_000,
      graphiql: false,
      report: (error) => defects.push(error),
      documents: { limits: { depth: 50, tokens: 100_000, aliases: 1_000, maxCost: 1_000_000 } },
    });
    const everything = selectEverything('Customer');
    const by = {
      providerCustomerId: { provider: definition.code, account: account.key, customerId: customerKeys()[0] },
    };
    const query = `query($by: CustomerLookupInput!) {
      customer(by: $by) ${everything} customers { nodes ${everything} sources { status } }
    }`;
    const response = await server(
      new Request('http://127.0.0.1/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { by } }),
      }),
    );
    expect(await response.json()).toMatchObject({ data: { customer: { id: expect.any(String) } } });
    expect(defects).toEqual([]);
  });
});
