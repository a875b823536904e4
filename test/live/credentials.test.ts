import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { accessFor } from '../support/keys.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';
import { createWatching, quietStreams, type Watching } from '../support/watching.ts';

const secret = 'a-shared-secret-of-at-least-32-bytes!';
const jwt = { issuer: 'https://issuer.example.com', audience: 'vaultgraph', secret };
const lifeSeconds = 60;
const query = 'subscription ($id: ID!) { paymentMethods(customerId: $id) { sources { status } } }';

let shop: ShopGraph;
let clock: FakeClock;
let watching: Watching;
let id: string;
beforeAll(async () => {
  clock = createFakeClock();
  watching = createWatching(clock);
  const { access } = accessFor({ office: ['*'], gateway: ['vault:explore'] });
  shop = await startShop(
    { access: { ...access, jwt, shopperTokens: true }, ...quietStreams },
    { customers: 1, clock },
  );
  const { data } = await shop.office('{ customers(first: 1, accounts: ["monri-1"]) { nodes { id } } }');
  ({ id } = Object(data?.['customers']).nodes[0]);
});
afterAll(() => shop.close());
afterEach(() => watching.end());

const signed = () =>
  new SignJWT({ tenant: 'sandbox', scope: 'vault:payment-method:read' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(jwt.issuer)
    .setAudience(jwt.audience)
    .setSubject('user-1')
    .setExpirationTime(`${lifeSeconds}s`)
    .sign(new TextEncoder().encode(secret));

const credentials: Readonly<Record<string, () => Promise<string>>> = {
  'a shopper’s token': () => shop.tokenFor({ customers: [id], validForSeconds: lifeSeconds }),
  'a token of another issuer': signed,
};

describe.each(Object.entries(credentials))('a stream that was opened with %s', (_name, credential) => {
  it('ends with it, and asks the provider no more', async () => {
    const headers = {
      authorization: `Bearer ${await credential()}`,
      'x-vaultgraph-gateway-key': 'gateway',
    };
    const subscribed = await watching.watch({ url: shop.graph.url, headers }, query, { id });
    await watching.pass(0);
    expect(await subscribed.next()).toMatchObject({
      data: { paymentMethods: { sources: [{ status: 'COMPLETE' }] } },
    });
    const arrivals = shop.graph.watch();
    await watching.pass(2_000);
    await expect.poll(() => arrivals.length).toBe(1);
    await expect.poll(() => clock.due()[0]).toBe(2_500);

    clock.pass(lifeSeconds * 1_000);
    expect(await subscribed.next()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'ACCESS_DENIED', retryable: false } }],
    });
    expect(await subscribed.next()).toBeNull();
    expect(subscribed.rest).toEqual([':', expect.stringMatching(/^retry: \d{4}$/)]);
    expect(clock.due()).toEqual([]);
  });
});
