import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { commandHere } from '../support/command-here.ts';
import { serveCommand } from '../support/command-line.ts';

let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-erasing-'));
  sandbox = await startSandbox({ customers: 4 });
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: readonly string[]) => commandHere(args, { folder });

async function ask(url: string, query: string, variables: object = {}) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()).data;
}

/** Erases one customer with a separate server, which leaves its audit, its keys and the receipt in files. */
async function leaveReceipt(): Promise<void> {
  const config = {
    ...sandbox.config,
    server: { port: 0, graphiql: false },
    store: { type: 'sqlite', path: join(folder, 'outcomes.db') },
    audit: { type: 'file', path: join(folder, 'audit.jsonl') },
    log: { level: 'error' },
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const server = await serveCommand(['serve', '--config', 'config.json'], { folder });
  try {
    const { customers } = await ask(
      server.url,
      '{ customers(accounts: ["verifone-1"], first: 1) { nodes { id } } }',
    );
    const { eraseCustomers } = await ask(
      server.url,
      `mutation($customers: [ID!]!) { eraseCustomers(input: { customers: $customers, idempotencyKey: "one" }) {
        ... on EraseCustomersSuccess { erasure { id } } } }`,
      { customers: [customers.nodes[0].id] },
    );
    const read = () =>
      ask(
        server.url,
        'query($id: ID!) { node(id: $id) { ... on Erasure { receipt { jws } } } }',
        eraseCustomers.erasure,
      );
    await expect.poll(async () => (await read()).node.receipt).not.toBeNull();
    writeFileSync(join(folder, 'receipt.jws'), (await read()).node.receipt.jws);
    const keys = await fetch(new URL('/.well-known/jwks.json', server.url));
    writeFileSync(join(folder, 'jwks.json'), await keys.text());
  } finally {
    await server.stop('SIGTERM');
  }
}

describe('vaultgraph verify-receipt', () => {
  it('ends with 0 if a receipt is true, and says what it says', async () => {
    await leaveReceipt();
    const args = ['verify-receipt', 'receipt.jws', '--jwks', 'jwks.json', '--audit', 'audit.jsonl'];
    const { status, output, errors } = await run(...args);
    expect([status, errors]).toEqual([0, '']);
    expect(output).toMatch(/^The receipt is true: .*\nerasure .*\ntenant {4}sandbox\n/);
    expect(output).toMatch(/verifone-1: CUSTOMER DONE \S+\nThe audit has every line/);
  });

  it('ends with 1 if it is not, and with 2 if there is nothing to verify', async () => {
    const jws = readFileSync(join(folder, 'receipt.jws'), 'utf8');
    writeFileSync(
      join(folder, 'changed.jws'),
      jws.replace(/\.(.)/, (_, first: string) => (first === 'e' ? '.f' : '.e')),
    );
    expect(await run('verify-receipt', 'changed.jws', '--jwks', 'jwks.json')).toMatchObject({
      status: 1,
      output: expect.stringMatching(/^The receipt is not true: /),
    });
    writeFileSync(join(folder, 'empty.jsonl'), '');
    expect(
      await run('verify-receipt', 'receipt.jws', '--jwks', 'jwks.json', '--audit', 'empty.jsonl'),
    ).toMatchObject({ status: 1, output: expect.stringContaining('The audit lacks a line') });
    expect(await run('verify-receipt', 'receipt.jws')).toMatchObject({ status: 2 });
    expect(await run('verify-receipt', 'missing.jws', '--jwks', 'jwks.json')).toMatchObject({ status: 2 });
  });
});
