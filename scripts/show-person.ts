import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { findQuery, waysOfSearching } from '../src/sandbox/examples/finding.ts';

/**
 * Shows what becomes of a person in the sandbox: five people, one for each way of searching; then one of them is erased in
 * four vaults, one of which is down in the middle, and the receipt is verified.
 */
const program = join(import.meta.dirname, '../src/cli/bin.ts');
const sandbox = spawn(process.execPath, [program, 'sandbox', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
async function whereItIs(): Promise<string> {
  let printed = '';
  for await (const chunk of sandbox.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    const [, url] = /^GraphQL +(\S+)$/m.exec(printed) ?? [];
    if (url !== undefined) {
      sandbox.stdout.resume();
      return url;
    }
  }
  throw new Error('The sandbox did not start.');
}

async function ask(graph: string, query: string, variables: object = {}) {
  const response = await fetch(graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

interface Found {
  readonly edges: readonly { readonly node: { readonly fullName: string }; readonly exact: boolean }[];
  readonly sources: readonly { readonly account: { readonly key: string }; readonly method: string }[];
}

async function showSearches(graph: string): Promise<void> {
  // The index of the sandbox is built while it starts.
  const ofIndexes = '{ providerAccounts { index { completeSince } } }';
  while (!JSON.stringify(await ask(graph, ofIndexes)).includes('"completeSince":"')) await setTimeout(100);
  const rows = await Promise.all(
    waysOfSearching.map(async ({ query }) => {
      const { edges, sources }: Found = (await ask(graph, query)).findCustomers;
      const found = edges.map(({ node, exact }) => `${node.fullName}${exact ? '' : ' (not exact)'}`);
      return { method: sources[0]?.method, account: sources[0]?.account.key, found: found.join(', ') };
    }),
  );
  console.table(rows);
}

const begin = `mutation ($customers: [ID!]!) {
  eraseCustomers(input: { customers: $customers, idempotencyKey: "show-person" }) {
    ... on EraseCustomersSuccess { erasure { id } }
  }
}`;
const progress = `query ($id: ID!) {
  node(id: $id) { ... on Erasure {
    status receipt { jws } records { account { key } steps { subject state attempts because } }
  } }
}`;

interface Erasure {
  readonly status: string;
  readonly receipt: { readonly jws: string } | null;
  readonly records: readonly {
    readonly account: { readonly key: string };
    readonly steps: readonly Readonly<Record<'subject' | 'state' | 'because', string>>[];
  }[];
}

async function showErasure(graph: string): Promise<void> {
  const email = 'tomas.perez+28@example.com';
  const query = findQuery.replace('node {', 'node {\n      id');
  const { edges } = (await ask(graph, query, { email })).findCustomers;
  const customers = edges.map(({ node }: { node: { id: string } }) => node.id);
  await fetch(new URL('/faults/banking-service', graph), { method: 'PUT', body: 'down' });
  const { erasure } = (await ask(graph, begin, { customers })).eraseCustomers;
  const until = async (isReached: (now: Erasure) => boolean): Promise<Erasure> => {
    for (;;) {
      const now: Erasure = (await ask(graph, progress, erasure)).node;
      if (isReached(now)) return now;
      await setTimeout(200);
    }
  };
  const waits = (now: Erasure) => stepsOf(now).filter(({ state }) => state === 'PENDING');
  show(
    'banking-service is down',
    await until((now) => waits(now).length === 1 && Boolean(waits(now)[0]?.because)),
  );
  await fetch(new URL('/faults', graph), { method: 'DELETE' });
  const over = await until(({ status }) => status !== 'RUNNING');
  show('It answers again', over);
  verify(over.receipt?.jws ?? '', new URL('/.well-known/jwks.json', graph));
}

function stepsOf({ records }: Erasure) {
  return records.flatMap(({ account, steps }) => steps.map((step) => ({ account: account.key, ...step })));
}

function show(title: string, now: Erasure): void {
  console.log(`${title}: ${now.status}`);
  console.table(
    stepsOf(now).map(({ account, subject, state, because }) => ({ account, subject, state, because })),
  );
}

function verify(jws: string, keys: URL): void {
  const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-show-'));
  writeFileSync(join(folder, 'receipt.jws'), jws);
  const args = [program, 'verify-receipt', join(folder, 'receipt.jws'), '--jwks', keys.href];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error('The receipt is not true.');
}

try {
  const graph = await whereItIs();
  await showSearches(graph);
  await showErasure(graph);
} finally {
  sandbox.kill('SIGTERM');
  await once(sandbox, 'exit');
}
