import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVerifyArgs, verifyReceiptFile } from '../../src/cli/verify-receipt.ts';
import { createReceiptKeys } from '../../src/gateway/erasure/receipt-keys.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const keyOf = (fill: number): string => Buffer.alloc(32, fill).toString('base64url');

let graph: RunningGraph;
let folder: string;
beforeAll(async () => {
  graph = await startGraph({ idKey: [keyOf(1), keyOf(2)] });
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-receipt-'));
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true });
});

const erase = `mutation($customers: [ID!]!, $key: String!) {
  eraseCustomers(input: { customers: $customers, idempotencyKey: $key, reason: "asked by letter" }) {
    ... on EraseCustomersSuccess { erasure { id receipt { jws } } } } }`;
const read = `query($id: ID!) { node(id: $id) { ... on Erasure { status receipt { jws html }
  records { steps { id state } } } } }`;
const list = `query($account: String!) { customers(accounts: [$account], first: 9) { nodes { id fullName email providerCustomerId } } }`;

async function ask(query: string, variables: object) {
  return (await (await graph.send({ query, variables })).json()).data;
}

interface Erased {
  readonly id: string;
  readonly jws: string;
  readonly html: string;
  readonly steps: readonly { readonly id: string; readonly state: string }[];
  readonly people: readonly Readonly<Record<string, string>>[];
}

async function eraseAt(place: number, ...accounts: readonly string[]): Promise<Erased> {
  const people = await Promise.all(
    accounts.map(async (account) => (await ask(list, { account })).customers.nodes[place]),
  );
  const customers = people.map(({ id }) => id);
  const { eraseCustomers } = await ask(erase, { customers, key: `receipt-${place}-${accounts.join('')}` });
  const { id, receipt } = eraseCustomers.erasure;
  expect(receipt).toBeNull();
  await expect.poll(async () => (await ask(read, { id })).node.status).not.toBe('RUNNING');
  const { node } = await ask(read, { id });
  const steps = node.records.flatMap((record: Erased) => record.steps);
  return { id, ...node.receipt, steps, people };
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function keys(): Promise<{ keys: { kid: string }[] }> {
  return (await fetch(new URL('/.well-known/jwks.json', graph.url))).json();
}

async function verify(jws: string, more: { readonly audit?: string; readonly jwks?: unknown } = {}) {
  const jwks = written('jwks.json', JSON.stringify(more.jwks ?? (await keys())));
  const audit = more.audit === undefined ? undefined : written('audit.jsonl', more.audit);
  return verifyReceiptFile({ file: written('receipt.jws', jws), jwks, audit });
}

describe('the receipt of an erasure', () => {
  it('is true by the published keys and by the audit, and says what became of every record', async () => {
    const erased = await eraseAt(2, 'monri-1', 'verifone-1', 'banking-service');
    const audit = `${graph.audited.join('\n')}\n`;
    const { isTrue, lines } = await verify(`${erased.jws}\n`, { audit });
    expect(lines.at(-1)).toBe('The audit has every line that the receipt names, and is whole.');
    expect(isTrue).toBe(true);
    for (const { id, state } of erased.steps) {
      expect(lines.filter((line) => line.endsWith(` ${state} ${id}`))).toHaveLength(1);
    }
    const remote = {
      file: written('receipt.jws', erased.jws),
      jwks: new URL('/.well-known/jwks.json', graph.url).href,
    };
    expect((await verifyReceiptFile(remote)).isTrue).toBe(true);
  });

  it('holds nothing of the person, as a text or as a page', async () => {
    const { jws, html, people } = await eraseAt(3, 'monri-1', 'verifone-1');
    const payload = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
    for (const person of people) {
      for (const secret of [
        person['fullName'],
        person['email'],
        person['providerCustomerId'],
        'asked by letter',
      ]) {
        expect(secret).toMatch(/\w/);
        expect(payload).not.toContain(secret);
        expect(html).not.toContain(secret);
      }
    }
    expect(html).toContain(jws);
    expect(html).not.toMatch(/<script|src=|href=/);
  });

  it('is the same each time, signed by the first key', async () => {
    const { id, jws } = await eraseAt(4, 'verifone-1');
    expect((await ask(read, { id })).node.receipt.jws).toBe(jws);
    const published = await keys();
    expect(published.keys.map(({ kid }) => kid)).toEqual(
      createReceiptKeys([Buffer.alloc(32, 1), Buffer.alloc(32, 2)]).map(({ kid }) => kid),
    );
    expect(decodeProtectedHeader(jws)).toMatchObject({ alg: 'EdDSA', kid: published.keys[0]?.kid });
    expect(JSON.stringify(published)).not.toContain('"d"');
  });

  it('is refused if anything of it was changed, or others signed it', async () => {
    const { jws } = await eraseAt(5, 'verifone-1');
    const [head = '', body = '', signature = ''] = jws.split('.');
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString());
    const changed = Buffer.from(JSON.stringify({ ...payload, status: 'INCOMPLETE' })).toString('base64url');
    const saying = async (text: string, jwks?: unknown) => {
      const { isTrue, lines } = await verify(text, { jwks });
      expect(isTrue).toBe(false);
      return lines.join(' ');
    };
    expect(await saying(`${head}.${changed}.${signature}`)).toContain('does not fit its text');
    expect(await saying('nonsense')).toContain('no receipt');
    const [other] = createReceiptKeys([Buffer.alloc(32, 9)]);
    expect(await saying(jws, { keys: [other.publicKey] })).toContain('none of the keys');
    const [own] = createReceiptKeys([Buffer.alloc(32, 1)]);
    const sign = (claims: object, typ: string) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', kid: own.kid, typ }).sign(own.privateKey);
    expect(await saying(await sign(payload, 'JWT'))).toContain('no receipt');
    expect(await saying(await sign({ iss: 'vaultgraph' }, 'vaultgraph-erasure+jwt'))).toContain(
      'no receipt of this version',
    );
  });

  it('is not believed if the audit lacks its lines, or was changed', async () => {
    const { jws } = await eraseAt(6, 'verifone-1');
    const whole = [...graph.audited];
    const after = (text: string) => verify(jws, { audit: text });
    expect(await after(whole.slice(0, -1).join('\n'))).toMatchObject({ isTrue: false });
    const forged = whole.map((line, index) => (index === 1 ? line.replace('SUCCESS', 'FAILURE') : line));
    const broken = await after(forged.map((line, index) => (index === 1 ? `${line} ` : line)).join('\n'));
    expect(broken.lines.at(-1)).toMatch(/^The audit is broken at line 3:/);
    expect(await after(whole.join('\n'))).toMatchObject({ isTrue: true });
  });
});

describe('what verifies receipts', () => {
  it('is public, by GET alone', async () => {
    const url = new URL('/.well-known/jwks.json', graph.url);
    const answer = await fetch(url);
    expect(answer.headers.get('content-type')).toBe('application/jwk-set+json');
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  });

  it('must come over https, or from this machine', async () => {
    const sources = {
      file: written('receipt.jws', 'x'),
      jwks: 'http://api.example.com/.well-known/jwks.json',
    };
    await expect(verifyReceiptFile(sources)).rejects.toThrow('--jwks must be https');
  });

  it.each([[[]], [['receipt.jws']], [['--jwks', 'x']], [['a', 'b', '--jwks', 'x']]])(
    'is asked for with a file and keys, not with %j',
    (args) => {
      expect(() => readVerifyArgs(args)).toThrow('Write: verify-receipt FILE --jwks URL|FILE');
    },
  );
});
