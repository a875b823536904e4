import { afterAll, beforeAll, expect, it } from 'vitest';
import { people } from '../support/shop-people.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

let shop: ShopGraph;
beforeAll(async () => void (shop = await startShop()));
afterAll(() => shop.close());

it('a shopper gets no file, not even of the own customer, and nothing is sent', async () => {
  const [[person]] = await people(shop);
  const { provider, account, reference } = person ?? {};
  const token = await shop.tokenFor({ references: [{ provider, account, reference }] });
  const arrivals = shop.graph.watch();
  const response = await fetch(new URL('/export', shop.graph.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-vaultgraph-gateway-key': 'gateway',
    },
    body: JSON.stringify({ customers: [person?.id] }),
  });
  const { errors } = await response.json();
  expect([response.status, errors[0].message]).toEqual([403, 'This is not for shoppers.']);
  expect(errors[0].extensions).toMatchObject({ code: 'ACCESS_DENIED', requiredScopes: [] });
  expect(arrivals).toEqual([]);
});
