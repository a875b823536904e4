import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { interleaveShoppers } from '../support/shopper-isolation.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

let shop: ShopGraph;
beforeAll(async () => void (shop = await startShop()));
afterAll(() => shop.close());

describe('shoppers beside each other', () => {
  it('never see a value of one another, in 300 interleaved requests', async () => {
    const { seen, ...wrong } = await interleaveShoppers(shop, 300, 24);
    expect(wrong).toEqual({ crossed: 0, leaked: 0 });
    expect(seen).toBe(600);
  });
});
