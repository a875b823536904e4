import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createDigests } from '../../src/gateway/blind-index/digests.ts';
import { createSqliteIndexStore } from '../../src/store/sqlite-index.ts';
import { createCall } from '../../src/testing/support/vault.ts';
import { verb } from '../../src/gateway/account.ts';
import { accountWith, customerWith } from '../support/account.ts';
import { build, indexed, keysIn, pagesOf } from '../support/indexed.ts';
import { tables } from '../support/providers.ts';

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-index-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a file of SQLite says of itself. */
const wordsOfSchema = new Set(['customer', 'token']);

/** The texts of a record, at least so long that they are not in any file by chance. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 5 ? [value] : [];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'provider' ? [] : textsIn(inner)));
}

describe.each(tables.providersThat('CREATE_CUSTOMER', 'LIST_CUSTOMERS'))(
  'the file of an index of $code',
  (definition) => {
    it('holds nothing of a customer, neither while it is built nor after', async () => {
      const own = mkdtempSync(join(folder, 'own-'));
      const store = createSqliteIndexStore(join(own, 'customers.index'));
      const { account, past, parts } = indexed(
        definition,
        definition.emulate({ accounts: 1, customers: 250 }),
        { store },
      );
      const name = definition.rules.customer?.fields.fullName
        ? { fullName: 'Canary Personović' }
        : { firstName: 'Canary', lastName: 'Personović' };
      await verb(
        account,
        'CREATE_CUSTOMER',
        'createCustomer',
      )({ ...name, email: 'canary.person@example.com', phone: '+385915550123' }, createCall());
      const bytes = () => readdirSync(own).map((file) => readFileSync(join(own, file)));
      const keys = past.customerKeys();
      const texts = new Set(['canary', 'person', '915550123', account.key]);
      for (const key of keys) {
        for (const text of textsIn(await past.vault.getCustomer(key, createCall()))) texts.add(text);
      }
      expect(texts.size).toBeGreaterThan(250);
      for (const steps of [1, Infinity]) {
        await build(parts, steps);
        const files = bytes();
        expect(Buffer.concat(files).length).toBeGreaterThan(4_096);
        const spellings = new Set(
          [...texts].flatMap((text) => [text, text.toLowerCase(), text.toUpperCase()]),
        );
        const found = [...spellings].filter(
          (text) => !wordsOfSchema.has(text) && files.some((file) => file.includes(text)),
        );
        expect(found).toEqual([]);
      }
      await store.close();
    });

    it('finds no customer with another key, and none of another tenant', async () => {
      const path = join(folder, `${definition.code}-keys.index`);
      const emulator = definition.emulate({ accounts: 1, customers: 20 });
      const store = createSqliteIndexStore(path);
      const { account, past, parts } = indexed(definition, emulator, { store });
      await build(parts);
      const [key = ''] = past.customerKeys();
      const email = (await past.vault.getCustomer(key, createCall()))?.email ?? '';
      expect(keysIn(await pagesOf(account, { EMAIL: email }))).toContain(key);
      for (const other of [{ secret: Buffer.alloc(32, 2) }, { tenant: 'other' }]) {
        const { parts: of } = indexed(definition, emulator, { store, ...other });
        const tokens = of.digests.tokensOf({ EMAIL: email });
        expect(tokens).toHaveLength(1);
        expect(await store.find(parts.digests.space, tokens, '', 10)).toEqual([]);
        const [mine] = await store.find(parts.digests.space, parts.digests.tokensOf({ EMAIL: email }), '', 1);
        expect(mine && of.digests.keyOf(mine)).toBeNull();
      }
      await store.close();
    });
  },
);

describe('digests', () => {
  const secret = Buffer.alloc(32, 1);
  const of = (key: string, changes: object = {}) =>
    createDigests(secret, 'acme', { ...accountWith(key, {}), ...changes });

  it('of one value differ from field to field and from account to account', () => {
    const same = 'x@example.com';
    const digests = [of('one'), of('two')].flatMap(({ tokensOf }) =>
      (['EMAIL', 'MERCHANT_REFERENCE', 'NAME', 'DOCUMENT_NUMBER'] as const).map(
        (field) => tokensOf({ [field]: same })[0],
      ),
    );
    expect(new Set(digests).size).toBe(8);
  });

  it('of one key differ from account to account, and its spellings are one', () => {
    const key = '0A1B2C3D-0000-4000-8000-000000000001';
    expect(of('one').nameOf(key)).toBe(of('one').nameOf(key.toLowerCase()));
    expect(of('one').nameOf(key)).not.toBe(of('two').nameOf(key));
    expect(of('one').entryOf(customerWith(key)).sealed).not.toBe(of('two').entryOf(customerWith(key)).sealed);
  });

  it('begin a new index if values are digested in another way', () => {
    const spaces = [
      of('one').space,
      of('two').space,
      of('one', { country: 'HR' }).space,
      of('one', { documentNumbers: ['taxIdentifier'] }).space,
    ];
    expect(new Set(spaces).size).toBe(4);
    expect(of('one').space).toBe(of('one').space);
  });
});
