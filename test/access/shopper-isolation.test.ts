import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interleaveShoppers } from '../support/shopper-isolation.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

const requests = 10_000;

let shop: ShopGraph;
beforeAll(async () => void (shop = await startShop()));
afterAll(() => shop.close());

describe('shoppers beside each other', () => {
  it('never see a value of one another, in 10,000 interleaved requests', { timeout: 480_000 }, async () => {
    const { seen, ...wrong } = await interleaveShoppers(shop, requests, 48);
    process.stdout.write(`shoppers: ${requests} requests of 50, ${seen} values, ${wrong.crossed} crossed\n`);
    expect(wrong).toEqual({ crossed: 0, leaked: 0 });
    expect(seen).toBe(2 * requests);
  });
});
