import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { monri } from '../../src/providers/monri/index.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { serveCommand } from '../support/command-line.ts';
import { emulate } from '../support/emulate.ts';
import { build, indexed } from '../support/indexed.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

const customers = 1_500;

let redis: RunningRedis;
let sandbox: Sandbox;
let folder: string;
let pages = 0;
let slowBy = 0;
beforeAll(async () => {
  redis = await startRedis();
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-index-processes-'));
  sandbox = await startSandbox({
    customers,
    decorate: (fetch, provider) => async (request) => {
      if (provider === 'MONRI' && new URL(request.url).searchParams.has('limit')) {
        pages += 1;
        await new Promise((resolve) => setTimeout(resolve, slowBy));
      }
      return fetch(request);
    },
  });
});
afterAll(async () => {
  await sandbox.close();
  await redis.close();
  rmSync(folder, { recursive: true });
});

/** The sandbox's file on one Redis, with an index of one account. */
function written(): string {
  const [tenant] = sandbox.config['tenants'] as [{ accounts: readonly { key: string }[] }];
  const accounts = tenant.accounts.map((account) =>
    account.key === 'monri-1' ? { ...account, index: { refreshSeconds: 3_600 } } : account,
  );
  const path = join(folder, 'index.json');
  const config = {
    ...sandbox.config,
    server: { port: 0 },
    limits: { requestTimeoutMs: 3_000 },
    store: { type: 'redis', url: redis.url },
    tenants: [{ ...tenant, accounts }],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

async function indexSeenBy(url: string): Promise<{ size: number; completeSince: string | null }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ providerAccount(key: "monri-1") { index { size completeSince } } }' }),
  });
  return (await response.json()).data.providerAccount.index;
}

/** How many pages of the list one process reads that is not interrupted. */
async function pagesOfOne(): Promise<number> {
  const emulator = emulate(monri, { customers });
  let asked = 0;
  const { parts } = indexed(monri, {
    ...emulator,
    fetch: (request) => {
      asked += 1;
      return emulator.fetch(request);
    },
  });
  await build(parts);
  return asked;
}

it('two processes on one Redis read the list once, and one goes on where the other was killed', async () => {
  const file = written();
  slowBy = 150;
  const first = await serveCommand(['serve', '--config', file], { folder });
  const second = await serveCommand(['serve', '--config', file], { folder });
  const sizes = () => Promise.all([first, second].map(async ({ url }) => (await indexSeenBy(url)).size));
  await expect.poll(async () => Math.min(...(await sizes()))).toBeGreaterThan(200);
  await first.stop('SIGKILL');
  slowBy = 0;
  const { size, completeSince } = await indexSeenBy(second.url);
  expect(size).toBeLessThan(customers);
  expect(completeSince).toBeNull();
  // The lease of the one that was killed has to end before.
  await expect
    .poll(async () => (await indexSeenBy(second.url)).completeSince, { timeout: 90_000, interval: 500 })
    .not.toBeNull();
  expect((await indexSeenBy(second.url)).size).toBe(customers);
  expect(pages).toBeLessThanOrEqual((await pagesOfOne()) + 3);
  expect(await second.stop('SIGTERM')).toBe(0);
});
