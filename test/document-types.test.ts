import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 8 })));
afterAll(() => graph.close());

interface DocumentType {
  readonly number: number;
  readonly countryCode: string;
  readonly name: string;
}

const query = `query($reference: String!) {
  paymentProviders { code documentTypes { number countryCode name } }
  customer(by: { reference: { provider: BAMBOO, reference: $reference } }) {
    details { ... on BambooCustomerDetails { documentTypeId documentTypeName } }
  }
}`;

async function ask(reference: string) {
  const { data } = await (await graph.send({ query, variables: { reference } })).json();
  const providers: readonly { code: string; documentTypes: readonly DocumentType[] }[] =
    data.paymentProviders;
  return { providers, details: data.customer?.details };
}

it('the kinds of document that a provider numbers are data, by country, and no kind stands twice', async () => {
  const { providers } = await ask('juan.perez@gmail.com');
  expect(providers.filter(({ documentTypes }) => documentTypes.length > 0).map(({ code }) => code)).toEqual([
    'BAMBOO',
  ]);
  const types = providers.flatMap(({ documentTypes }) => documentTypes);
  expect(types).toContainEqual({ number: 24, countryCode: 'BR', name: 'CPF' });
  const keys = types.map(({ number, countryCode }) => `${countryCode} ${number}`);
  expect(keys).toEqual([...new Set(keys)]);
});

it('a number has a name if one country alone lists it', async () => {
  const { providers } = await ask('juan.perez@gmail.com');
  const types = providers.flatMap(({ documentTypes }) => documentTypes);
  for (const reference of graph.keysOf('BAMBOO', 0)) {
    const { details } = await ask(reference);
    const named = types.filter(({ number }) => number === details.documentTypeId);
    expect(details.documentTypeName).toBe(named.length === 1 ? named[0]?.name : null);
  }
});
