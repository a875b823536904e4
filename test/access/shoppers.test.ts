import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people, type Person } from '../support/shop-people.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

const trusted = 'query Mine { viewer { scopes customers { id } rateLimit { limit remaining } } }';
const manifest = join(mkdtempSync(join(tmpdir(), 'vaultgraph-')), 'documents.json');
writeFileSync(manifest, JSON.stringify({ [createHash('sha256').update(trusted).digest('hex')]: trusted }));

const pages = { shop: 'https://shop.example.com', office: 'https://office.example.com' };

let shop: ShopGraph;
let first: Person;
let second: Person;
let bamboo: Person;
beforeAll(async () => {
  shop = await startShop({
    documents: { manifest },
    server: { cors: { origins: [pages.office], shopperOrigins: [pages.shop] } },
    limits: { shopperBudget: { points: 2000, perSeconds: 3600 } },
  });
  const [firsts, others] = await people(shop);
  const of = (all: readonly Person[], provider: string) =>
    all.find((person) => person.provider === provider) as Person;
  [first, second, bamboo] = [of(firsts, 'MONRI'), of(others, 'MONRI'), of(firsts, 'BAMBOO')];
});
afterAll(() => shop.close());

const named = ({ provider, account, reference }: Person) => ({ provider, account, reference });

describe('a shopper who is named by a reference', () => {
  it('causes the same calls whichever id is asked about', async () => {
    const token = await shop.tokenFor({ references: [named(first)] });
    const query = 'query($id: ID!) { node(id: $id) { id } }';
    const arrivals = shop.graph.watch();
    const ask = async (id: string) => {
      const from = arrivals.length;
      const { data } = await shop.shopper(token, query, { id });
      return {
        data,
        calls: arrivals.slice(from).map(({ method, url }) => `${method} ${url.pathname}${url.search}`),
      };
    };
    const [own, other] = [await ask(first.id), await ask(second.id)];
    expect(own.data).toEqual({ node: { id: first.id } });
    expect(other.data).toEqual({ node: null });
    expect(other.calls).toEqual(own.calls.slice(0, 1));
    expect(other.calls.join()).not.toContain(second.key);
  });

  it('gets the error of an outage, not a missing customer', async () => {
    const token = await shop.tokenFor({ references: [named(first)] });
    shop.graph.fail('MONRI', () => ({ kind: 'answer', status: 503 }));
    const { errors } = await shop.shopper(token, 'query($id: ID!) { node(id: $id) { id } }', {
      id: second.id,
    });
    shop.graph.fail('MONRI', null);
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_UNAVAILABLE' } }]);
  });
});

const register = `mutation($input: CreateRegistrationLinkInput!) { createRegistrationLink(input: $input) { __typename
  ... on CreateRegistrationLinkSuccess { replayed registrationLink { id url status } }
  ... on VaultError { code message } } }`;

describe('a shopper who is not in the vault yet', () => {
  const merchantReference = 'customer-new';
  const input = { provider: 'BAMBOO', customer: { merchantReference } };

  it('registers, and sees only the own link', async () => {
    const references = [{ provider: 'BAMBOO', reference: merchantReference }];
    const token = await shop.tokenFor({ references });
    const { data } = await shop.shopper(token, register, { input });
    const { registrationLink: made } = Object(data?.['createRegistrationLink']);
    expect(made.url).toContain('http');
    const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    expect((await shop.shopper(token, query, { ids: [made.id, bamboo.linkId] })).data).toEqual({
      nodes: [{ id: made.id }, null],
    });
  });

  it('cannot register another person, and nothing is sent', async () => {
    const token = await shop.tokenFor({ references: [named(bamboo)] });
    const arrivals = shop.graph.watch();
    const { data } = await shop.shopper(token, register, { input: { ...input, idempotencyKey: 'once' } });
    expect(data).toMatchObject({ createRegistrationLink: { code: 'ACCESS_DENIED' } });
    expect(JSON.stringify(data)).not.toContain(merchantReference);
    expect(arrivals).toEqual([]);
  });
});

const update = `mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename
  ... on UpdateCustomerSuccess { replayed } ... on VaultError { code message } } }`;

describe('an idempotency key', () => {
  it('is the shopper’s own: neither another shopper nor the backend meets it', async () => {
    const of = (id: string) => ({ id, patch: { phone: '+38513334444' }, idempotencyKey: 'the-same-for-all' });
    const tokens = [
      await shop.tokenFor({ customers: [first.id] }),
      await shop.tokenFor({ customers: [second.id] }),
    ];
    const answers = [
      await shop.shopper(tokens[0] ?? '', update, { input: of(first.id) }),
      await shop.shopper(await shop.tokenFor({ customers: [first.id] }), update, { input: of(first.id) }),
      await shop.shopper(tokens[1] ?? '', update, { input: of(second.id) }),
      await shop.office(update, { input: of(second.id) }),
    ];
    expect(answers.map(({ data }) => Object(data?.['updateCustomer']).replayed)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});

describe('updateCustomer', () => {
  it.each([{ merchantReference: 'another' }, { metadata: { set: [{ key: 'tier', value: 'gold' }] } }])(
    'leaves to the merchant what is the merchant’s: %j',
    async (patch) => {
      const token = await shop.tokenFor({ customers: [first.id] });
      const arrivals = shop.graph.watch();
      const { data } = await shop.shopper(token, update, { input: { id: first.id, patch } });
      expect(data).toMatchObject({
        updateCustomer: { code: 'ACCESS_DENIED', message: expect.stringContaining('patch.') },
      });
      expect(arrivals).toEqual([]);
    },
  );
});

async function sendTrusted(headers: Record<string, string>): Promise<Response> {
  return shop.graph.send({ query: trusted }, headers);
}

describe('a token that charges, and the first digits of a card', () => {
  it('are refused for the shopper’s own', async () => {
    const token = await shop.tokenFor({ customers: [first.id] });
    const { data, errors = [] } = await shop.shopper(
      token,
      `{ viewer { customers { paymentMethods { nodes {
        id token instrument { ... on CardInstrument { bin maskedNumber } } } } } } }`,
    );
    const refused = errors.map(({ path = [], extensions }) => [path.at(-1), extensions['code']].join(' '));
    expect(new Set(refused)).toEqual(new Set(['token ACCESS_DENIED', 'bin ACCESS_DENIED']));
    expect(JSON.stringify(data)).not.toMatch(/"(?:token|bin)":"/);
    expect(JSON.stringify(data)).toMatch(/"maskedNumber":"\*+\d{4}"/);
  });
});

describe('a trusted document', () => {
  it('runs for a shopper, with a budget that is the same for all of the shopper’s tokens', async () => {
    const tokens = [
      await shop.tokenFor({ customers: [second.id] }),
      await shop.tokenFor({ customers: [second.id] }),
    ];
    const left: number[] = [];
    for (const token of tokens) {
      const { data } = await (await sendTrusted({ authorization: `Bearer ${token}` })).json();
      expect(data.viewer).toMatchObject({ customers: [{ id: second.id }], rateLimit: { limit: 2000 } });
      left.push(data.viewer.rateLimit.remaining);
    }
    expect((left[0] ?? 0) - (left[1] ?? 0)).toBe(10);
  });
});

describe('pages of an origin', () => {
  it('ask with the credential that the origin is for, and with no other', async () => {
    const shopper = `Bearer ${await shop.tokenFor({ customers: [first.id] })}`;
    const ask = async (origin: string, authorization: string) => {
      const response = await sendTrusted({ origin, authorization });
      await response.text();
      return { status: response.status, allowed: response.headers.get('access-control-allow-origin') };
    };
    expect(await ask(pages.shop, shopper)).toEqual({ status: 200, allowed: pages.shop });
    expect(await ask(pages.office, 'Bearer office')).toEqual({ status: 200, allowed: pages.office });
    expect(await ask(pages.shop, 'Bearer office')).toEqual({ status: 403, allowed: pages.shop });
    expect(await ask(pages.office, shopper)).toEqual({ status: 403, allowed: pages.office });
  });
});
