import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { balance } from '../support/balancer.ts';
import { serveCommand } from '../support/command-line.ts';

let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-stop-load-'));
  sandbox = await startSandbox({ customers: 2 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

function written(): string {
  const file = join(folder, 'config.json');
  const config = {
    ...sandbox.config,
    server: { port: 0, graphiql: false },
    log: { level: 'error' },
    limits: { budget: { points: 1_000_000_000 } },
    store: { type: 'sqlite', path: join(folder, 'outcomes.db') },
    shutdown: { delayMs: 4000, timeoutMs: 20_000 },
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

/** Every fourth asks a provider. */
function body(index: number): string {
  const query =
    index % 4 === 0 ? '{ customers(first: 1, accounts: ["monri-1"]) { nodes { id } } }' : '{ __typename }';
  return JSON.stringify({ query });
}

/** Three load balancers: over a few connections, over many that each uses every seven seconds, and over ever new ones. */
const balancers = [
  { perSecond: 100, kept: 8 },
  { perSecond: 60, kept: 420 },
  { perSecond: 40, kept: null },
];

/** Until it is as fast as it will be. */
async function warmUp(url: string): Promise<void> {
  const { answered, stop } = await balance(url, { perSecond: 200, kept: 8, body });
  await expect.poll(answered).toBeGreaterThan(400);
  await stop();
}

describe('SIGTERM at 200 requests a second', () => {
  it.each([
    { how: 'by one process', workers: [] },
    { how: 'by several workers', workers: ['--workers', '2'] },
  ])('leaves none without an answer, nor does SIGHUP, $how', async ({ workers }) => {
    const served = await serveCommand(['serve', '--config', written(), ...workers], { folder });
    await warmUp(served.url);
    const running = await Promise.all(
      balancers.map((balancer) => balance(served.url, { ...balancer, body })),
    );
    for (let reload = 0; reload < 3; reload += 1) {
      served.signal('SIGHUP');
      await setTimeout(200);
    }
    const ended = served.stop('SIGTERM');
    const status = await ended;
    const passed = await Promise.all(running.map(({ stop }) => stop()));
    expect(passed).toEqual(
      passed.map(({ answered, elsewhere }) => ({ answered, elsewhere, refused: {}, cut: {} })),
    );
    for (const { answered } of passed) expect(answered).toBeGreaterThan(20);
    expect(passed.reduce((sum, { elsewhere }) => sum + elsewhere, 0)).toBeGreaterThan(0);
    expect([status, await served.errors()]).toEqual([0, '']);
  });
});
