import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 2 })));
afterAll(() => graph.close());

const page = 'paymentMethods(first: 100) { nodes { customer';

describe('a document that is refused', () => {
  it.each([
    ['{ nope }', 1, 3],
    ['{ customers { nodes { nope } } }', 1, 23],
    ['{ customer(by: 5) { id } }', 1, 16],
    ['{ customers(foo: 1) { nodes { id } } }', 1, 13],
    ['{ viewer { tenant @foo } }', 1, 19],
    ['query ($by: CustomerLookupInput!) { customer(by: $by) { id } }', 1, 8],
    ['{ viewer', 1, 9],
    ['\nmutation { nope }', 2, 12],
    [`{ customers(first: 100) { nodes { ${page} { ${page} { id } } } } } } } } }`, 1, 1],
    [`{ ${'a: viewer { tenant } '.repeat(41)} }`, 1, 1],
    [`{ ${'viewer { tenant } '.repeat(1000)} }`, 1, expect.any(Number)],
  ])('is reported with its place: %s', async (query, line, column) => {
    const { errors } = await (await graph.send({ query })).json();
    expect(errors[0]).toMatchObject({ locations: [{ line, column }], extensions: { code: 'INVALID_INPUT' } });
  });
});
