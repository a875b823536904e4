import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { serveCommand } from '../support/command-line.ts';

let folder: string;
let sandbox: Sandbox;
let calls = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-index-reload-'));
  sandbox = await startSandbox({
    customers: 3,
    decorate: (fetch) => (request) => {
      calls += 1;
      return fetch(request);
    },
  });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

function write(index?: object): void {
  const [tenant] = sandbox.config['tenants'] as [{ accounts: readonly { key: string }[] }];
  const account = tenant.accounts.find(({ key }) => key === 'monri-1');
  const accounts = [{ ...account, ...(index && { index }) }];
  const changes = { tenants: [{ ...tenant, accounts }], server: { port: 0 } };
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...sandbox.config, ...changes }));
}

const query = `{
  providerAccounts { index { size completeSince } }
  findCustomers(match: { email: "absent@example.com" }) { sources { method status } }
}`;

async function ask(url: string) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = await answer.json();
  return { index: data.providerAccounts[0].index, source: data.findCustomers.sources[0] };
}

const complete = {
  index: { size: 3, completeSince: expect.any(String) },
  source: { method: 'INDEX', status: 'COMPLETE' },
};
const without = { index: null, source: { method: 'SCAN', status: 'COMPLETE' } };

it('SIGHUP switches the index of an account on, off, and on again, and none that is off asks anything', async () => {
  write();
  const served = await serveCommand(['serve', '--config', 'config.json'], { folder });
  expect(await ask(served.url)).toEqual(without);
  write({ refreshSeconds: 10 });
  served.signal('SIGHUP');
  await expect.poll(() => ask(served.url)).toEqual(complete);
  write();
  served.signal('SIGHUP');
  await expect.poll(() => ask(served.url)).toEqual(without);
  // What was under way may still be.
  await setTimeout(500);
  calls = 0;
  // An index that is read every five seconds would have asked.
  await setTimeout(7_000);
  expect(calls).toBe(0);
  write({ refreshSeconds: 3_600 });
  served.signal('SIGHUP');
  await expect.poll(() => ask(served.url)).toEqual(complete);
  expect(await served.stop('SIGTERM')).toBe(0);
  expect(await served.errors()).toBe('');
});
