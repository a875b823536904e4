import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportDocument } from '../../src/gateway/export/export-document.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { serveCommand } from '../support/command-line.ts';

let folder: string;
let sandbox: Sandbox;
/** What holds Verifone back, and lets it go on. */
let held: PromiseWithResolvers<void>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-stop-export-'));
  sandbox = await startSandbox({
    customers: 2,
    decorate: (fetch, provider) => async (request) => {
      if (provider === 'VERIFONE') await held.promise;
      return fetch(request);
    },
  });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

async function start(timeoutMs: number) {
  held = Promise.withResolvers();
  const file = join(folder, 'config.json');
  const shutdown = { delayMs: 0, timeoutMs };
  writeFileSync(file, JSON.stringify({ ...sandbox.config, server: { port: 0 }, shutdown }));
  const served = await serveCommand(['serve', '--config', file], { folder });
  const idAt = async (account: string): Promise<string> => {
    const query = `{ customers(accounts: ["${account}"], first: 1) { nodes { id } } }`;
    const { data } = await (await post(served.url, { query })).json();
    return data.customers.nodes[0].id;
  };
  const first = await idAt('monri-1');
  held.resolve();
  const customers = [first, await idAt('verifone-1')];
  held = Promise.withResolvers();
  const response = await post(new URL('/export', served.url), { customers });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('"monri-1"')) text += (await reader?.read())?.value ?? '';
  const rest = async (): Promise<string> => {
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
      text += piece.value;
    return text;
  };
  return { stop: served.stop, rest };
}

function post(url: string | URL, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('SIGTERM in the middle of an export', () => {
  it('lets its file become whole', async () => {
    const { stop, rest } = await start(20_000);
    const ended = stop('SIGTERM');
    await setTimeout(500);
    held.resolve();
    const { records, problem }: ExportDocument = JSON.parse(await rest());
    expect([records.map(({ account }) => account.key), problem]).toEqual([['monri-1', 'verifone-1'], null]);
    expect(await ended).toBe(0);
  });

  it('leaves what takes longer than it may cut, and nothing takes that for a whole file', async () => {
    const { stop, rest } = await start(300);
    const ended = stop('SIGTERM');
    await expect(rest()).rejects.toThrow('terminated');
    // Nothing that is left waits as long as a client may.
    expect(await Promise.race([ended, setTimeout(20_000, 'still there')])).toBe(0);
    held.resolve();
  });
});
