import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { anyCustomer, type Place } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 8 })));
afterAll(() => graph.close());

const mutation = `mutation($input: DeleteCustomerInput!) {
  deleteCustomer(input: $input) {
    ... on DeleteCustomerSuccess { replayed customer { id fullName deleted } }
  }
}`;

async function remove(place: Place, idempotencyKey: string) {
  const { id } = await anyCustomer(graph, place, 1);
  const reading = { query: `{ customer(by: { id: "${id}" }) { fullName } }` };
  const { fullName } = (await (await graph.send(reading)).json()).data.customer;
  const once = async () => {
    const variables = { input: { id, idempotencyKey } };
    const { data } = await (await graph.send({ query: mutation, variables })).json();
    return data.deleteCustomer;
  };
  return { id, fullName, first: await once(), second: await once() };
}

it('a deletion answers with the record if the provider does, and a repetition does not', async () => {
  const place = { provider: 'BANKING_SERVICE', account: 'banking-service' } as const;
  const { id, fullName, first, second } = await remove(place, 'deleted-record-1');
  expect(first).toEqual({ replayed: false, customer: { id, fullName, deleted: true } });
  expect(second).toEqual({ replayed: true, customer: null });
});

it('a deletion answers without the record if the provider gives none', async () => {
  const { first } = await remove({ provider: 'VERIFONE', account: 'verifone-1' }, 'deleted-record-2');
  expect(first).toEqual({ replayed: false, customer: null });
});
