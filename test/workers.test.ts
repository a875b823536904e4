import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../src/sandbox/index.ts';
import { commandHere } from './support/command-here.ts';
import { runCommand, serveCommand } from './support/command-line.ts';
import { fileWith, idKey } from './support/configuration.ts';
import { metricLines, valueOf } from './support/metrics.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-workers-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, config: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

function workersOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

describe('serve --workers', () => {
  it('refuses what each worker would keep for itself, all of it at once', async () => {
    const audit = { type: 'file', path: join(folder, 'audit.jsonl') };
    const file = written('alone.json', fileWith([], { store: { type: 'memory' }, audit }));
    const { status, errors } = await runCommand(['serve', '--config', file, '--workers', '2'], { folder });
    expect(status).toBe(2);
    expect(errors.split('\n').map((line) => line.split(':')[0]?.trim())).toEqual([
      'The configuration cannot be used',
      'store.type',
      'audit.type',
      'idKey',
      '',
    ]);
  });

  it.each(['0', '-1', 'many', '1.5'])('refuses a number that is none: %s', async (workers) => {
    const file = written('any.json', fileWith([], { store: { type: 'memory' } }));
    const { status, errors } = await commandHere(['serve', '--config', file, `--workers=${workers}`], {
      folder,
    });
    expect([status, errors]).toEqual([2, '--workers must be a number from 1 to 999, or auto.\n']);
  });

  it('serves by several processes, replaces those that die, writes once, and stops', async () => {
    const sandbox = await startSandbox({ customers: 0 });
    const config = {
      ...sandbox.config,
      server: { port: 0, adminPort: 0, graphiql: false },
      shutdown: { delayMs: 0 },
      idKey,
      store: { type: 'sqlite', path: join(folder, 'outcomes.db') },
    };
    const file = written('shared.json', config);
    const serving = await serveCommand(['serve', '--config', file, '--workers', '3'], { folder });
    const count = () => workersOf(serving.pid).length;
    await expect.poll(count).toBe(3);
    const [victim = 0] = workersOf(serving.pid);

    const query = `mutation ($input: CreateCustomerInput!) {
      createCustomer(input: $input) { type: __typename ... on VaultError { code } }
    }`;
    const customer = { firstName: 'Ana', lastName: 'Horvat', email: 'ana.horvat@example.com' };
    const input = { provider: 'VERIFONE', account: 'verifone-1', customer, idempotencyKey: 'one-key' };
    const create = async (): Promise<string> => {
      const body = JSON.stringify({ query, variables: { input } });
      const headers = { 'content-type': 'application/json', connection: 'close' };
      const response = await fetch(serving.url, { method: 'POST', headers, body });
      const { data } = await response.json();
      return data.createCustomer.code ?? data.createCustomer.type;
    };
    const outcomes = new Set(await Promise.all(Array.from({ length: 30 }, create)));
    expect(
      [...outcomes].filter((outcome) => !/^(?:CreateCustomerSuccess|IDEMPOTENCY_CONFLICT)$/.test(outcome)),
    ).toEqual([]);
    expect(await create()).toBe('CreateCustomerSuccess');
    const verifone = sandbox.emulators.find(({ provider }) => provider === 'VERIFONE');
    expect(verifone?.emulator.accounts(verifone.origin)[0]?.customerKeys()).toHaveLength(1);

    const operators = async (path: string) => fetch(new URL(path, serving.metricsUrl ?? ''));
    const requests = async () => {
      const lines = metricLines(await (await operators('/metrics')).text());
      return valueOf(lines, 'vaultgraph_requests_total', { method: 'POST', status: '200' });
    };
    // The last line of each request is written after its answer.
    await expect.poll(requests).toBe(31);
    const ready = await operators('/readyz?verbose');
    const { status, store, accounts } = await ready.json();
    expect([ready.status, status, store]).toEqual([200, 'ready', 'UP']);
    expect(accounts.map(({ account }: { account: string }) => account)).toEqual(
      sandbox.accounts.map(({ key }) => key),
    );
    const used = accounts.find(({ account }: { account: string }) => account === 'verifone-1');
    expect([used.status, typeof used.lastSuccessAt]).toEqual(['UP', 'string']);

    process.kill(victim, 'SIGKILL');
    await expect.poll(() => workersOf(serving.pid).includes(victim)).toBe(false);
    expect(await create()).toBe('CreateCustomerSuccess');
    await expect.poll(count).toBe(3);
    await expect.poll(requests).toBe(32);
    const alive = workersOf(serving.pid);
    expect(await serving.stop('SIGTERM')).toBe(0);
    expect(alive.filter(isAlive)).toEqual([]);
    expect(await serving.errors()).toBe('');
    await sandbox.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
