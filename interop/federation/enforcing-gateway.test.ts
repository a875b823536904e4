import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, readSdl, startGateway } from '../../examples/federation/gateway.ts';
import type { Running } from '../../examples/federation/listen-on.ts';
import { ordersSdl, startOrders } from '../../examples/federation/orders.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';

let graph: RunningGraph;
let orders: Running;
let supergraph: Running;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 2 });
  orders = await startOrders([]);
  const composed = compose([
    { name: 'vaultgraph', url: graph.url, sdl: await readSdl(graph.url) },
    { name: 'orders', url: orders.url, sdl: ordersSdl },
  ]);
  supergraph = await startGateway(composed, {
    genericAuth: {
      mode: 'protect-granular',
      // Who asks and what for is the gateway's to find out; here it stands in a header.
      resolveUserFn: ({ request }: { readonly request: Request }) => ({
        scope: request.headers.get('x-scopes') ?? '',
      }),
    },
  });
});
afterAll(async () => {
  for (const running of [supergraph, orders, graph]) await running.close();
});

async function ask(scopes: string) {
  const query = '{ customers(accounts: ["monri-1"], first: 1) { nodes { provider fullName } } }';
  const response = await fetch(supergraph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-scopes': scopes },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

describe('a gateway that enforces the scopes that the SDL names', () => {
  it('accepts callers who have them by name', async () => {
    const { data, errors } = await ask('vault:customer:read vault:customer:pii');
    expect(errors).toBeUndefined();
    expect(data.customers.nodes).toEqual([{ provider: 'MONRI', fullName: expect.any(String) }]);
  });

  it('refuses a field to callers who lack its scope', async () => {
    const { data, errors } = await ask('vault:customer:read');
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(data ?? null)).not.toContain('"fullName":"');
  });

  it('does not know that `*` stands for all of them', async () => {
    const { data, errors } = await ask('*');
    expect(errors).not.toEqual([]);
    expect(JSON.stringify(data ?? null)).not.toContain('MONRI');
  });
});
