import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig, readConfig } from '../src/config/config.ts';
import { ConfigError } from '../src/config/mistake.ts';
import type { Secret } from '../src/redaction/secret.ts';
import { fileWith, mistakesOf, monriAccount } from './support/configuration.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-reading-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a file', () => {
  it('may begin with a byte order mark', async () => {
    const file = written('bom.json', `\uFEFF${JSON.stringify(fileWith([]))}`);
    expect((await readConfig(file, {})).tenants).toHaveLength(1);
  });

  it.each([
    [
      'a comma too many',
      '{\n  "server": {\n    "port": 1,\n  }\n}',
      'line 4, column 3: the name of a setting',
    ],
    ['a comma that is missing', '{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: a comma is expected'],
    ['a comma after the last item', '["key_live_1",\n]', 'line 2, column 1: a value is expected'],
    ['a word', '{\r\n  "idKey": key_live_1\r\n}', 'line 2, column 12: a text, number'],
    ['single quotes', "{\n\t'key_live_1': 1 }", 'line 2, column 2: '],
    ['a comment', '{ // key_live_1\n}', 'line 1, column 3: comments are not allowed'],
    ['an end too early', '{\n "idKey": "key_live_1"', 'line 2, column 23: a } is missing'],
    ['a text without an end', '{ "idKey": "key_live_1\n}', 'line 1, column 12: the text does not end'],
    ['a path of Windows', '{ "a": "C:\\keys" }', 'line 1, column 8: a backslash'],
    ['two values', '{} {}', 'line 1, column 4: the file should end'],
    ['nothing', '', 'line 1, column 1: a value is expected'],
    ['a byte order mark before a mistake', '\uFEFF{,}', 'line 1, column 2: '],
  ])('with %s is refused with the place, and nothing of what stands there', async (name, text, message) => {
    const file = written(`${name}.json`, text);
    const failure = await refusalOf(readConfig(file, {}));
    expect(failure.mistakes.map(({ path }) => path)).toEqual(['']);
    expect(failure.message).toContain(`the file: is not JSON: ${message}`);
    expect(failure.message).not.toContain('key_live_1');
  });
});

async function refusalOf(reading: Promise<unknown>): Promise<ConfigError> {
  const failure: unknown = await reading.catch((error: unknown) => error);
  if (failure instanceof ConfigError) return failure;
  throw new Error('It was accepted.');
}

/** What the settings of one account come to hold. */
function secretOf(account: Record<string, unknown>, name: string, environment = {}): string {
  const config = parseConfig(fileWith([account]), environment);
  const settings = config.tenants[0]?.accounts[0]?.settings as Readonly<Record<string, Secret>>;
  return settings[name]?.reveal() ?? '';
}

describe('a secret', () => {
  it.each(['key\n', 'key\r\n', 'key\r', ' key \n\n', '\uFEFFkey'])(
    'from the environment or a file is trimmed: %j',
    (text) => {
      const file = written('secret', text);
      for (const source of [{ env: 'KEY' }, { file }]) {
        const account = monriAccount({}, { authenticityToken: source });
        expect(secretOf(account, 'authenticityToken', { KEY: text })).toBe('key');
      }
    },
  );

  it('of nothing but line breaks is none', () => {
    const account = monriAccount({}, { merchantKey: { env: 'KEY' } });
    expect(mistakesOf(fileWith([account]), { KEY: '\r\n' })).toEqual([
      { path: 'tenants[0].accounts[0].settings.merchantKey', message: 'set the environment variable KEY.' },
    ]);
  });
});

describe('a private key', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1'): string =>
    key.export({ type, format: 'pem' } as never).toString();
  const expected = pem(rsa.privateKey, 'pkcs8');
  const der = rsa.privateKey.export({ type: 'pkcs8', format: 'der' });
  const pkcs1 = pem(rsa.privateKey, 'pkcs1');

  const account = {
    key: 'bank',
    provider: 'BANKING_SERVICE',
    environment: 'SANDBOX',
    settings: {
      profileId: 'profile_1',
      tokenUrl: 'https://login.example.com/token',
      clientId: 'client_1',
      privateKey: { env: 'KEY' },
    },
  };

  it.each([
    ['PKCS#8', expected],
    ['PKCS#1', pkcs1],
    ['PKCS#8 with \\n written out', expected.replaceAll('\n', '\\n')],
    ['PKCS#1 with \\r\\n written out', pkcs1.replaceAll('\n', '\\r\\n')],
    ['PEM in quotes', `"${expected.replaceAll('\n', '\\n')}"`],
    ['PEM on one line', expected.replaceAll('\n', ' ')],
    ['PEM with the line ends of Windows', expected.replaceAll('\n', '\r\n')],
    ['the base64 of PEM', Buffer.from(expected).toString('base64')],
    ['the base64 of PKCS#1 in PEM', Buffer.from(pkcs1).toString('base64')],
    ['the base64 of PKCS#8', der.toString('base64')],
    ['the base64 of PKCS#8 in lines', der.toString('base64').replaceAll(/(.{76})/g, '$1\n')],
    ['the base64 of PKCS#1', rsa.privateKey.export({ type: 'pkcs1', format: 'der' }).toString('base64')],
  ])('is read from %s', (_form, text) => {
    expect(secretOf(account, 'privateKey', { KEY: text })).toBe(expected);
  });

  it('of an elliptic curve is read from SEC 1', () => {
    expect(secretOf(account, 'privateKey', { KEY: pem(curve.privateKey, 'sec1') })).toBe(
      pem(curve.privateKey, 'pkcs8'),
    );
  });

  const locked = rsa.privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'p',
  });
  const open = rsa.publicKey.export({ type: 'spki', format: 'pem' });
  it.each([
    ['a public key', open.toString()],
    ['one with a passphrase', locked.toString()],
    ['a password', 'correct horse battery staple'],
    ['half of one', expected.slice(0, 400)],
  ])('is not %s', (_what, text) => {
    expect(mistakesOf(fileWith([account]), { KEY: text }).map(({ message }) => message)).toEqual([
      'must be a private key without a passphrase: PEM, its line breaks as they are or as \\n, or its base64.',
    ]);
  });
});

describe('a public key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const expected = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const fileFor = (text: string) =>
    fileWith([], { access: { jwt: { issuer: 'i', audience: 'a', publicKey: text } } });

  it.each([
    ['SPKI', expected],
    ['PKCS#1', publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['SPKI with \\n written out', expected.replaceAll('\n', '\\n')],
    ['the base64 of SPKI', publicKey.export({ type: 'spki', format: 'der' }).toString('base64')],
    ['the base64 of PEM', Buffer.from(expected).toString('base64')],
  ])('is read from %s', (_form, text) => {
    expect(parseConfig(fileFor(text), {}).access.jwt?.publicKey?.reveal()).toBe(expected);
  });

  it('is not a private key', () => {
    const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(mistakesOf(fileFor(text)).map(({ path }) => path)).toEqual(['access.jwt.publicKey']);
  });
});
