import { afterAll, beforeAll, expect, it } from 'vitest';
import { withCaches } from '../support/cached.ts';
import { people, type Person } from '../support/shop-people.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

let shop: ShopGraph;
let own: Person;
let foreign: Person;
beforeAll(async () => {
  shop = await startShop({}, { adapt: (config) => withCaches(config) });
  const [firsts, others] = await people(shop);
  const atMonri = (all: readonly Person[]) => all.find(({ provider }) => provider === 'MONRI') as Person;
  [own, foreign] = [atMonri(firsts), atMonri(others)];
});
afterAll(() => shop.close());

const read = 'query($id: ID!) { node(id: $id) { id ... on Customer { email } } }';

it('a shopper reaches only its own record in a cache', async () => {
  for (const { id } of [own, foreign]) {
    await shop.office(read, { id });
    const calls = shop.graph.watch();
    expect((await shop.office(read, { id })).data).toMatchObject({ node: { id } });
    expect(calls).toEqual([]);
  }
  const { provider, account, reference } = own;
  const token = await shop.tokenFor({ references: [{ provider, account, reference }] });
  const calls = shop.graph.watch();
  expect((await shop.shopper(token, read, { id: own.id })).data).toMatchObject({ node: { id: own.id } });
  // The customer that the reference names is read each time.
  expect(calls).toHaveLength(1);
  expect((await shop.shopper(token, read, { id: foreign.id })).data).toEqual({ node: null });
  expect(calls).toHaveLength(2);
});

it('what a shopper writes is in the next answer to everyone', async () => {
  const { provider, account, reference } = own;
  const token = await shop.tokenFor({ references: [{ provider, account, reference }] });
  await shop.office(read, { id: own.id });
  const update = `mutation($id: ID!) { updateCustomer(input: { id: $id, patch: { email: "shopper@example.com" } }) {
    type: __typename } }`;
  const { data } = await shop.shopper(token, update, { id: own.id });
  expect(data).toMatchObject({ updateCustomer: { type: 'UpdateCustomerSuccess' } });
  expect((await shop.office(read, { id: own.id })).data).toMatchObject({
    node: { email: 'shopper@example.com' },
  });
});
