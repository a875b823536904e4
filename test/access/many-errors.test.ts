import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 1 })));
afterAll(() => graph.close());

async function ask(body: object) {
  const response = await graph.send(body);
  const { data, errors, extensions } = await response.json();
  return { data, count: errors.length, further: extensions.furtherErrors };
}

describe('a request with many mistakes', () => {
  it.each([1, 5, 6, 300])(
    'gets 5 of them and the number of the others: %d unknown fields',
    async (number) => {
      const fields = Array.from({ length: number }, (_item, index) => `unknown${index}x`);
      expect(await ask({ query: `{ viewer { ${fields.join(' ')} } }` })).toEqual({
        data: undefined,
        count: Math.min(number, 5),
        further: number > 5 ? number - 5 : undefined,
      });
    },
  );

  it('gets as many for its variables', async () => {
    const input = Object.fromEntries(Array.from({ length: 300 }, (_item, index) => [`unknown${index}x`, 1]));
    const query = 'mutation M($input: DeleteCustomerInput!) { deleteCustomer(input: $input) { __typename } }';
    expect(await ask({ query, variables: { input: { id: 'x', ...input } } })).toEqual({
      data: undefined,
      count: 5,
      further: 295,
    });
  });
});
