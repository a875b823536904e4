import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShopperTokens, type ShopperGrant } from '../../src/access/shopper-tokens.ts';
import { people, type Person } from '../support/shop-people.ts';
import { createToken, everyScope, startShop, type ShopGraph } from '../support/shoppers.ts';

const [newKey, oldKey, goneKey] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];

let shop: ShopGraph;
let mine: readonly Person[];
beforeAll(async () => {
  shop = await startShop({ idKey: [newKey, oldKey].map((key) => key.toString('base64url')) });
  [mine] = await people(shop);
});
afterAll(() => shop.close());

const idOf = (provider: string): string => mine.find((person) => person.provider === provider)?.id ?? '';

async function statusOf(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'x-vaultgraph-gateway-key': 'gateway' };
  const response = await shop.graph.send({ query: '{ viewer { tenant } }' }, headers);
  await response.text();
  return response.status;
}

/** A token as this API would sign it with a key. */
async function signedWith(secret: Buffer, changes: Partial<ShopperGrant> & { now?: () => Date } = {}) {
  const { now, ...grant } = changes;
  const { token } = await createShopperTokens({ secrets: [secret], now }).issue({
    tenant: 'sandbox',
    customers: [],
    references: [],
    scopes: ['vault:customer:read'],
    validForSeconds: 60,
    ...grant,
  });
  return token;
}

describe('a token', () => {
  it('is let in as long as its key is here', async () => {
    const tokens = [
      await shop.tokenFor({ customers: [idOf('MONRI')] }),
      await signedWith(newKey),
      await signedWith(oldKey),
    ];
    expect(await Promise.all(tokens.map(statusOf))).toEqual([200, 200, 200]);
  });

  it('is refused if its key is gone, if it expired, or if it is of another tenant', async () => {
    const past = () => new Date(Date.now() - 61_000);
    const tokens = [
      await signedWith(goneKey),
      await signedWith(newKey, { now: past }),
      await signedWith(newKey, { tenant: 'other' }),
    ];
    expect(await Promise.all(tokens.map(statusOf))).toEqual([401, 401, 401]);
    const reasons = shop.graph.logged.flatMap((line): string[] => JSON.parse(line).reason ?? []);
    expect(reasons.slice(-3).toSorted()).toEqual(['EXPIRED', 'OTHER_TENANT', 'UNKNOWN_KEY']);
  });

  it('is refused if a word of it was changed, and if it was signed with anything else', async () => {
    const token = await signedWith(newKey);
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const altered = Buffer.from(JSON.stringify({ ...claims, customers: [idOf('MONRI')] })).toString(
      'base64url',
    );
    const header = JSON.parse(Buffer.from(head, 'base64url').toString());
    const tokens = [
      [head, altered, signature].join('.'),
      [head, body, Buffer.alloc(32).toString('base64url')].join('.'),
      await new SignJWT(claims).setProtectedHeader(header).sign(newKey),
      new UnsecuredJWT(claims).encode(),
      `${Buffer.from(JSON.stringify({ ...header, alg: 'none' })).toString('base64url')}.${body}.`,
    ];
    expect(await Promise.all(tokens.map(statusOf))).toEqual([401, 401, 401, 401, 401]);
  });

  it('holds neither a reference nor a key in readable form', async () => {
    const person = mine.find(({ provider }) => provider === 'BAMBOO');
    const { provider, account, reference } = person ?? {};
    const token = await shop.tokenFor({
      customers: [idOf('MONRI')],
      references: [{ provider, account, reference }],
    });
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    expect(text).not.toContain(reference);
    expect(text).not.toContain(mine[0]?.key);
  });

  it('is no credential for an arbitrary document', async () => {
    const token = await shop.tokenFor({ customers: [idOf('MONRI')] });
    const response = await shop.graph.send(
      { query: '{ viewer { tenant } }' },
      { authorization: `Bearer ${token}` },
    );
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'ACCESS_DENIED', requiredScopes: ['vault:explore'] } }],
    });
  });
});

describe('createShopperToken', () => {
  const issue = async (input: object, key = 'office') => {
    const response = await shop.graph.send(
      { query: createToken, variables: { input } },
      { 'x-api-key': key },
    );
    const { data, errors } = await response.json();
    return data?.createShopperToken ?? errors[0];
  };

  it('says all that is wrong at once, by its path', async () => {
    const references = [
      { provider: 'VERIFONE', account: 'verifone-1', reference: 'customer-17' },
      { provider: 'MONRI', reference: 'customer-17' },
      { provider: 'BAMBOO', reference: '..' },
    ];
    const customers = [idOf('MONRI'), 'no id', mine.find(({ methodId }) => methodId)?.methodId];
    const { issues } = await issue({ customers, references, scopes: [], validForSeconds: 59 });
    expect(
      issues.map(({ path, code }: { path: string[]; code: string }) => `${path.join('.')} ${code}`),
    ).toEqual([
      'customers.1 MALFORMED',
      'customers.2 MALFORMED',
      'references.0 UNSUPPORTED_BY_PROVIDER',
      'references.1.account REQUIRED',
      'references.2.reference MALFORMED',
      'scopes REQUIRED',
      'validForSeconds MALFORMED',
    ]);
    expect(JSON.stringify(issues)).not.toContain('customer-17');
  });

  it('names one to ten customers, for an hour at most', async () => {
    const scopes = everyScope;
    const customers = Array.from({ length: 11 }, () => idOf('MONRI'));
    expect(await issue({ scopes })).toMatchObject({ issues: [{ path: ['customers'], code: 'REQUIRED' }] });
    expect(await issue({ scopes, customers })).toMatchObject({
      issues: [{ path: ['customers'], code: 'TOO_LONG' }],
    });
    const long = await issue({ scopes, customers: [idOf('MONRI')], validForSeconds: 3601 });
    expect(long).toMatchObject({ issues: [{ path: ['validForSeconds'] }] });
  });

  it('gives no scope that the caller lacks, and names it', async () => {
    const input = { customers: [idOf('MONRI')], scopes: ['CUSTOMER_READ', 'LINK_CREATE'] };
    expect(await issue(input, 'reader')).toMatchObject({
      __typename: 'AccessDeniedError',
      requiredScopes: ['vault:link:create'],
    });
  });

  it('gives no scope that a shopper cannot have, and names it', async () => {
    const scopes = ['PAYMENT_METHOD_TOKEN', 'CUSTOMER_READ', 'PAYMENT_METHOD_BIN', 'CUSTOMER_FIND'];
    const { issues } = await issue({ customers: [idOf('MONRI')], scopes });
    expect(issues.map(({ message }: { message: string }) => message)).toEqual([
      'scopes.0 is vault:payment-method:token, which no shopper can have.',
      'scopes.2 is vault:payment-method:bin, which no shopper can have.',
      'scopes.3 is vault:customer:find, which no shopper can have.',
    ]);
  });

  it('asks no provider, and is in the audit without the token', async () => {
    const arrivals = shop.graph.watch();
    const before = shop.graph.audited.length;
    const token = await shop.tokenFor({ customers: [idOf('MONRI')] });
    const lines = shop.graph.audited.slice(before);
    expect(arrivals).toEqual([]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { action: 'createShopperToken', outcome: 'SUCCESS' },
    ]);
    expect([...lines, ...shop.graph.logged].join('\n')).not.toContain(token);
  });
});
