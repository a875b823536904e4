import { SignJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessFor } from '../support/keys.ts';
import { people, type Person } from '../support/shop-people.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

const secret = 'what the merchant and its identity provider share';
const issuer = 'https://id.example.com/';
const shared = { issuer, secret };

let shop: ShopGraph;
let mine: readonly Person[];
beforeAll(async () => {
  const { access } = accessFor({ office: ['*'], gateway: ['vault:explore'] });
  const shoppers = { ...shared, audience: 'vaultgraph shoppers', customersClaim: 'records' };
  shop = await startShop({ access: { ...access, shoppers, jwt: { ...shared, audience: 'vaultgraph' } } });
  [mine] = await people(shop);
});
afterAll(() => shop.close());

function sign(claims: JWTPayload, key = secret): Promise<string> {
  const all = { iss: issuer, aud: 'vaultgraph shoppers', sub: 'ana', tenant: 'sandbox', ...claims };
  return new SignJWT({ scope: 'vault:customer:read', ...all })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5 min')
    .sign(new TextEncoder().encode(key));
}

const query = '{ viewer { scopes customers { id } } customers { nodes { id } } }';

async function reasonFor(token: string): Promise<string> {
  const from = shop.graph.logged.length;
  const response = await shop.graph.send({ query }, { authorization: `Bearer ${token}` });
  await response.text();
  const reasons = shop.graph.logged.slice(from).flatMap((line): string[] => JSON.parse(line).reason ?? []);
  return `${response.status} ${reasons.join()}`;
}

const personAt = (provider: string): Person | undefined =>
  mine.find((person) => person.provider === provider);

describe('a token of the merchant’s identity provider', () => {
  it('reaches the customers that its claim names, by id and by reference', async () => {
    const [monri, bamboo, verifone] = ['MONRI', 'BAMBOO', 'VERIFONE'].map(personAt);
    const records = [
      { provider: 'MONRI', account: 'monri-1', reference: monri?.reference },
      { provider: 'BAMBOO', reference: bamboo?.reference },
      verifone?.id,
    ];
    const { data, errors } = await shop.shopper(
      await sign({
        records,
        scope: 'vault:customer:read vault:payment-method:token vault:payment-method:bin *',
      }),
      query,
    );
    expect(data).toMatchObject({
      viewer: {
        scopes: ['vault:customer:read', 'vault:explore'],
        customers: [{ id: monri?.id }, { id: bamboo?.id }, { id: verifone?.id }],
      },
      customers: null,
    });
    expect(errors).toMatchObject([{ path: ['customers'], extensions: { code: 'ACCESS_DENIED' } }]);
  });

  it('is a shopper’s if it is meant for the backend as well', async () => {
    const records = [personAt('MONRI')?.id];
    const both = { aud: ['vaultgraph', 'vaultgraph shoppers'], records, scope: 'vault:customer:read *' };
    const { data } = await shop.shopper(await sign(both), query);
    expect(data).toMatchObject({ viewer: { customers: [{ id: records[0] }] }, customers: null });
  });

  it.each([
    ['names no customer', {}],
    ['names an empty list', { records: [] }],
    ['names more than ten', { records: Array.from({ length: 11 }, () => 'an id') }],
    ['names a customer in another way', { records: [{ provider: 'MONRI' }] }],
    ['names a customer and something else', { records: ['an id', 5] }],
  ])('is refused if it %s', async (_title, claims) => {
    expect(await reasonFor(await sign(claims))).toBe('401 NO_CUSTOMERS');
  });

  it('is refused if another key signed it', async () => {
    expect(await reasonFor(await sign({ records: ['an id'] }, 'another secret of another issuer'))).toBe(
      '401 BAD_SIGNATURE',
    );
  });
});
