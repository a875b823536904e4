import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config/config.ts';
import { ConfigError } from '../src/config/mistake.ts';
import { openStore } from '../src/cli/open-store.ts';
import { fileWith, mistakesOf } from './support/configuration.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-config-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a file and gives its path. */
function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('a file that the configuration names', () => {
  const writable = (code: string): string =>
    `cannot be opened for writing (${code}); name a file in a folder that is there and may be written to.`;

  it.each([
    ['ENOENT', () => join(folder, 'none', 'kept')],
    ['ENOTDIR', () => join(written('a-file', ''), 'kept')],
    ['EISDIR', () => folder],
  ])('is one that can be written: %s', (code, make) => {
    const changes = { store: { type: 'sqlite', path: make() }, audit: { type: 'file', path: make() } };
    expect(mistakesOf(fileWith([], changes))).toEqual([
      { path: 'store.path', message: writable(code) },
      { path: 'audit.path', message: writable(code) },
    ]);
  });

  it('is not made by looking', () => {
    const store = { type: 'sqlite', path: join(folder, 'new.db') };
    const audit = { type: 'file', path: join(folder, 'new.jsonl') };
    expect(mistakesOf(fileWith([], { store, audit }))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.startsWith('new'))).toEqual([]);
  });

  it.each([
    ['is there', () => join(folder, 'none.json'), 'cannot be read (ENOENT); name a file that can.'],
    ['is a manifest', () => written('words.json', '["x"]'), 'must be a JSON object of documents'],
    ['is JSON', () => written('cut.json', '{'), 'must be a JSON object of documents'],
    ['keeps its hashes', () => written('hash.json', `{"${'0'.repeat(64)}": "{ a }"}`), 'Generate it again.'],
  ])('for trusted documents %s', (_what, make, message) => {
    expect(mistakesOf(fileWith([], { documents: { manifest: make() } }))).toEqual([
      { path: 'documents.manifest', message: expect.stringContaining(message) },
    ]);
  });

  it('and turns out to be something else is refused when it is opened', async () => {
    const path = written('words.db', 'These are words, and not the pages of a database. '.repeat(50));
    const config = parseConfig(fileWith([], { store: { type: 'sqlite', path } }), {});
    const message = writable('file is not a database');
    await expect(openStore(config)).rejects.toThrow(new ConfigError([{ path: 'store.path', message }]));
  });

  it('for trusted documents becomes the documents', () => {
    const manifest = written('manifest.json', '{}');
    expect(parseConfig(fileWith([], { documents: { manifest } }), {}).documents?.manifest).toEqual(new Map());
  });
});

describe('a key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const spki = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const sec1 = privateKey.export({ type: 'sec1', format: 'pem' }).toString();

  const path = 'tenants[0].accounts[0].settings.privateKey';
  const message =
    'must be a private key without a passphrase: PEM, its line breaks as they are or as \\n, or its base64.';

  it.each([
    ['of the right kind', pkcs8, []],
    ['of another format', sec1, []],
    ['that is cut off', pkcs8.slice(0, 60), [{ path, message }]],
    ['that is public', spki, [{ path, message }]],
  ])('%s, to sign with at bankingservice.ai', (_what, key, mistakes) => {
    const settings = { profileId: 'p', tokenUrl: 'https://login.example/token', clientId: 'c' };
    const account = { key: 'b', provider: 'BANKING_SERVICE', environment: 'SANDBOX' };
    const json = fileWith([{ ...account, settings: { ...settings, privateKey: { env: 'PEM' } } }]);
    expect(mistakesOf(json, { PEM: key })).toEqual(mistakes);
  });

  const keyOfTokens = {
    path: 'access.jwt.publicKey',
    message: 'must be a public key: PEM, its line breaks as they are or as \\n, or its base64.',
  };

  it.each([
    ['of the right kind', spki, []],
    ['that is private', pkcs8, [keyOfTokens]],
    ['that is none', 'no key', [keyOfTokens]],
  ])('%s, to verify tokens with', (_what, key, mistakes) => {
    const jwt = { issuer: 'i', audience: 'a', algorithms: ['ES256'], publicKey: key };
    expect(mistakesOf(fileWith([], { access: { jwt } }))).toEqual(mistakes);
  });
});
