import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndexes } from '../../src/cli/build-indexes.ts';
import { parseConfig } from '../../src/config/config.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { commandHere } from '../support/command-here.ts';
import { fileWith, idKey, mistakesOf, monriAccount } from '../support/configuration.ts';

let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-index-command-'));
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** The sandbox's file, with indexes of these accounts. */
function fileOf(name: string, ...indexed: readonly string[]) {
  const [tenant] = sandbox.config['tenants'] as [{ accounts: readonly { key: string }[] }];
  const accounts = tenant.accounts.map((account) =>
    indexed.includes(account.key) ? { ...account, index: {} } : account,
  );
  const store = { type: 'sqlite', path: join(folder, `${name}.db`) };
  const json = { ...sandbox.config, store, tenants: [{ ...tenant, accounts }] };
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(json));
  return { path, json };
}

describe('vaultgraph index', () => {
  it('builds every index of a file, shows how far it is, and says how many customers are in it', async () => {
    const { path } = fileOf('all', 'monri-1', 'verifone-1');
    const { status, output, errors } = await commandHere(['index', '--config', path], { folder });
    expect(output).toMatch(/^monri-1 \(tenant \w+\) {2}\d+ customers {2}complete$/m);
    expect(output).toMatch(/^verifone-1 \(tenant \w+\) {2}\d+ customers {2}complete$/m);
    expect(errors).toMatch(/^monri-1 \(tenant \w+\) {2}\d+ read/m);
    expect(status).toBe(0);
  });

  it('builds one alone, and deletes those that the file does not have any more', async () => {
    const { path } = fileOf('one', 'monri-1', 'verifone-1');
    const one = await commandHere(['index', '--config', path, '--account', 'monri-1'], { folder });
    expect(one.output).not.toContain('verifone-1');
    fileOf('one', 'verifone-1');
    const pruned = await commandHere(['index', '--config', path, '--prune'], { folder });
    expect(pruned.output).toMatch(/^1 indexes deleted/m);
    expect(pruned.status).toBe(0);
  });

  it('names an account whose provider fails, and ends with 1', async () => {
    const { json } = fileOf('failing', 'monri-1');
    const printed: string[] = [];
    const status = await buildIndexes(
      parseConfig(json, {}),
      { prune: false },
      {
        print: (line) => void printed.push(line),
        printProgress: () => undefined,
        signal: new AbortController().signal,
        fetchByAccount: () => () => Promise.reject(new TypeError('fetch failed')),
      },
    );
    expect(status).toBe(1);
    expect(printed.join('\n')).toMatch(/monri-1 .* 0 customers {2}interrupted; .* PROVIDER_UNAVAILABLE/);
  });

  it('ends with 1 if it is interrupted, and goes on with the next run', async () => {
    const { json, path } = fileOf('interrupted', 'monri-1');
    const printed: string[] = [];
    const ended = new AbortController();
    ended.abort();
    const surroundings = {
      print: (line: string) => void printed.push(line),
      printProgress: () => undefined,
      signal: ended.signal,
    };
    expect(await buildIndexes(parseConfig(json, {}), { prune: false }, surroundings)).toBe(1);
    expect(printed.join('\n')).toContain('interrupted; the next run goes on from here');
    expect((await commandHere(['index', '--config', path], { folder })).status).toBe(0);
  });

  it.each([
    [[], 'No account has an index'],
    [['--account', 'monri-2'], 'No account has an index'],
  ])('with %j and no such index ends with 2', async (args, message) => {
    const { path } = fileOf('none', ...(args.length > 0 ? ['monri-1'] : []));
    const { status, errors } = await commandHere(['index', '--config', path, ...args], { folder });
    expect(errors).toContain(message);
    expect(status).toBe(2);
  });

  it('is refused if what it builds would be lost', async () => {
    const { json } = fileOf('memory', 'monri-1');
    const path = join(folder, 'memory.json');
    writeFileSync(path, JSON.stringify({ ...json, store: { type: 'memory' } }));
    const { status, errors } = await commandHere(['index', '--config', path], { folder });
    expect(errors).toContain('store.type: must be sqlite or redis');
    expect(status).toBe(2);
  });
});

describe('the setting index', () => {
  it('needs idKey, also if every account is SANDBOX', () => {
    const file = fileWith([monriAccount({ index: {} })]);
    expect(mistakesOf(file).map(({ path }) => path)).toEqual(['idKey']);
    expect(mistakesOf({ ...file, idKey })).toEqual([]);
    expect(mistakesOf(fileWith([monriAccount()]))).toEqual([]);
  });

  it('is refused for a provider that lists no customers, and with a bound that no index can keep', () => {
    const bamboo = {
      key: 'bamboo',
      provider: 'BAMBOO',
      environment: 'SANDBOX',
      settings: { baseUrl: 'https://api.bamboo.example', privateKey: 'key' },
      index: {},
    };
    expect(mistakesOf(fileWith([bamboo], { idKey }))).toEqual([
      {
        path: 'tenants[0].accounts[0].index',
        message: 'must be left out: Bamboo Payment lists no customers, so no index can be built.',
      },
    ]);
    const hasty = monriAccount({ index: { refreshSeconds: 1 } });
    expect(mistakesOf(fileWith([hasty], { idKey })).map(({ path }) => path)).toEqual([
      'tenants[0].accounts[0].index.refreshSeconds',
    ]);
  });
});
