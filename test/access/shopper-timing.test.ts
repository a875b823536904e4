import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpLike, people, type Person } from '../support/shop-people.ts';
import { startShop, type ShopGraph } from '../support/shoppers.ts';

const warmUp = 30;
const rounds = 120;

/** What the machine's moods may make of two equal things. A call to a provider in one of them makes more of it. */
const likeness = 1.4;

interface Question {
  readonly query: string;
  readonly about: (person: Person) => object;
}

const read: Question = { query: 'query($id: ID!) { node(id: $id) { id } }', about: ({ id }) => ({ id }) };
const update: Question = {
  query: `mutation($id: ID!) {
    updateCustomer(input: { id: $id, patch: { firstName: "Eve" } }) { ... on VaultError { code } } }`,
  about: ({ id }) => ({ id }),
};
const lookup: Question = {
  query: 'query($by: CustomerLookupInput!) { customer(by: $by) { id } }',
  about: ({ provider, account, reference }) => ({ by: { reference: { provider, account, reference } } }),
};

let shop: ShopGraph;
let token: string;
let own: Person;
let other: Person;
beforeAll(async () => {
  shop = await startShop();
  const inOrder = await people(shop);
  [own, other] = inOrder.map((all) => all.find(({ account }) => account === 'monri-1')) as [Person, Person];
  token = await shop.tokenFor({ customers: [own.id] });
});
afterAll(() => shop.close());

/** How many times as long the first question takes as the second, asked by turns. */
async function ratioOf({ query }: Question, first: object, second: object): Promise<number> {
  const asked = [first, second].map((variables) => ({ variables, times: [] as number[] }));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const { variables, times } of round % 2 === 0 ? asked : asked.toReversed()) {
      const begin = performance.now();
      await shop.shopper(token, query, variables);
      if (round >= warmUp) times.push(performance.now() - begin);
    }
  }
  const [one = NaN, two = NaN] = asked.map(({ times }) => undisturbed(times));
  return one / two;
}

/** A tenth of them took less: what else the machine does makes the others longer. */
function undisturbed(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 10)] ?? NaN;
}

/** Measures again, a few times, while the machine is too busy for the answer that is true. */
const patiently = { interval: 100, timeout: 60_000 };

describe('a question of a shopper', () => {
  it.each([
    ['a read', read],
    ['an update', update],
    ['a lookup', lookup],
  ])('takes as long about another person as about one who does not exist: %s', async (_name, question) => {
    const { about } = question;
    const measure = async (): Promise<boolean> => {
      const ratio = await ratioOf(question, about(other), about(madeUpLike(other)));
      return ratio < likeness && ratio > 1 / likeness;
    };
    await expect.poll(measure, patiently).toBe(true);
  });

  it('takes longer if it asks a provider, which this way of measuring sees', async () => {
    const measure = () => ratioOf(read, read.about(own), read.about(other));
    await expect.poll(measure, patiently).toBeGreaterThan(likeness);
  });
});
