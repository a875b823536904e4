import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { compose, readSdl, startGateway } from './gateway.ts';
import { startOrders, type Order } from './orders.ts';

/** Runs a supergraph of two: vaultgraph's sandbox, which keeps the customers, and a shop, which keeps their orders. */

const { values } = parseArgs({ options: { port: { type: 'string', default: '4100' } } });

const sandbox = spawn(process.execPath, ['src/cli/bin.ts', 'sandbox', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
process.once('exit', () => sandbox.kill());

const vaultgraph = await readUrl(sandbox);
const orders = await startOrders(await inventOrders(vaultgraph));
const supergraph = compose([
  { name: 'vaultgraph', url: vaultgraph, sdl: await readSdl(vaultgraph) },
  { name: 'orders', url: orders.url, sdl: await readSdl(orders.url) },
]);
// The sandbox allows anonymous access and has no keys; your own vaultgraph knows the gateway by its key.
const gatewayKey = process.env['VAULTGRAPH_GATEWAY_KEY'];
const gateway = await startGateway(supergraph, { port: Number(values.port), gatewayKey });

console.log(`vaultgraph   ${vaultgraph}
orders       ${orders.url}
supergraph   ${gateway.url}

Try this; its orders come from the shop, its names from three payment providers:

{ orders { total customer { fullName provider orders { pageInfo { hasNextPage } } } } }`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit());

/** Where the sandbox says that it answers. */
async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The sandbox has no output.');
  for await (const line of createInterface({ input: stdout })) {
    const [, url] = /^GraphQL\s+(\S+)$/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('The sandbox ended before it answered.');
}

/** Two orders for the first customer of each provider that lists any. */
async function inventOrders(url: string): Promise<readonly Order[]> {
  const ofProvider = (code: string) => `${code}: customers(providers: [${code}], first: 1) { nodes { id } }`;
  const query = `{ ${['MONRI', 'VERIFONE', 'BANKING_SERVICE'].map(ofProvider).join(' ')} }`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data } = (await response.json()) as { data: Record<string, { nodes: { id: string }[] }> };
  const customerIds = Object.values(data).flatMap(({ nodes }) => nodes.map(({ id }) => id));
  return ['12.50 EUR', '80.00 EUR'].flatMap((total, turn) =>
    customerIds.map((customerId, index) => ({ id: `order-${turn}-${index}`, total, customerId })),
  );
}
