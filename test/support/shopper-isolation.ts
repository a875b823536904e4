import type { Person } from './shop-people.ts';
import type { ShopGraph } from './shoppers.ts';

const shoppers = 50;

/** What came of many requests of many shoppers, in an order in which neighbours belong to different ones. */
interface Interleaved {
  readonly seen: number;
  readonly crossed: number;
  /** How often another's record was asked for and something was given. */
  readonly leaked: number;
}

const ask = `query($own: ID!, $other: ID!, $key: String!) {
  viewer { customers { providerCustomerId } }
  own: node(id: $own) { ... on Customer { providerCustomerId } }
  other: node(id: $other) { __typename }
  key: customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: $key } }) { id }
}`;

/** Asks for fifty shoppers at Monri, half of them named by an id and half by a reference, each for itself and for another. */
export async function interleaveShoppers(
  shop: ShopGraph,
  requests: number,
  atOnce: number,
): Promise<Interleaved> {
  const keys = shop.graph.keysOf('MONRI').slice(0, shoppers);
  const people = await Promise.all(keys.map((key) => personOf(shop, key)));
  const tokens = await Promise.all(people.map((person, index) => tokenFor(shop, person, index)));
  const counts = { seen: 0, crossed: 0, leaked: 0 };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < requests) {
      const index = next % people.length;
      const other = people[(index + 1 + (next % 7)) % people.length];
      next += 1;
      const variables = { own: people[index]?.id, other: other?.id, key: other?.key };
      const { data } = await shop.shopper(tokens[index] ?? '', ask, variables);
      const given = keysIn(data);
      counts.seen += given.length;
      counts.crossed += given.filter((key) => key !== people[index]?.key).length;
      counts.leaked += [data?.['other'], data?.['key']].filter((one) => one !== null).length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return counts;
}

type Named = Pick<Person, 'id' | 'key' | 'reference'>;

async function personOf(shop: ShopGraph, key: string): Promise<Named> {
  const query = 'query($by: CustomerLookupInput!) { customer(by: $by) { id merchantReference } }';
  const by = { providerCustomerId: { provider: 'MONRI', account: 'monri-1', customerId: key } };
  const { id, merchantReference: reference } = Object((await shop.office(query, { by })).data?.['customer']);
  return { id, key, reference };
}

function tokenFor(shop: ShopGraph, { id, reference }: Named, index: number): Promise<string> {
  const named = { provider: 'MONRI', account: 'monri-1', reference };
  return shop.tokenFor(index % 2 === 0 || reference === null ? { customers: [id] } : { references: [named] });
}

/** Every key of a customer that an answer holds. */
function keysIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'providerCustomerId' && typeof inner === 'string' ? [inner] : keysIn(inner),
  );
}
