import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { sameTenant } from './support/tenants.ts';

let all: RunningGraph;
let graph: RunningGraph;
beforeAll(async () => {
  all = await startGraph({}, { customers: 2 });
  const { id, accounts } = sameTenant(all);
  const monri = accounts.filter(({ provider }) => provider === 'MONRI');
  graph = await startGraph({ tenants: [{ id, accounts: monri }] }, { customers: 2 });
});
afterAll(async () => {
  await graph.close();
  await all.close();
});

const query =
  'query($providers: [ListingProviderCode!]) { customers(providers: $providers) { nodes { id } } }';

const ask = async (providers: readonly string[]) =>
  (await graph.send({ query, variables: { providers } })).json();

it('a list of a provider that the caller has accounts at is given', async () => {
  expect((await ask(['MONRI'])).data.customers.nodes).toHaveLength(4);
});

it.each([[['VERIFONE']], [['MONRI', 'BANKING_SERVICE']]])(
  'a list is refused at `providers` if the caller has no account at one: %j',
  async (providers) => {
    const { data, errors } = await ask(providers);
    expect(data).toEqual({ customers: null });
    expect(errors).toMatchObject([
      { path: ['customers'], extensions: { code: 'INVALID_INPUT', issues: [{ path: ['providers'] }] } },
    ]);
  },
);
