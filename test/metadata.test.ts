import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from './graphql/index.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const metadataOf = graphql(`
  query MetadataOfCustomer($customerId: String!) {
    customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: $customerId } }) {
      all: metadata {
        key
        value
      }
      some: metadata(keys: ["number", "missing"]) {
        key
        value
      }
      none: metadata(keys: []) {
        key
      }
    }
  }
`);

/** The values of a record that Monri holds in place of one of its customers. */
async function read(metadata: unknown) {
  const [customerId = ''] = graph.keysOf('MONRI');
  const body = JSON.stringify({ uuid: customerId, metadata });
  graph.fail('MONRI', () => ({ kind: 'answer', status: 200, body }));
  const { data, errors } = await graph.query(metadataOf, { customerId });
  graph.fail('MONRI', null);
  expect(errors).toBeUndefined();
  return data?.customer;
}

describe('metadata', () => {
  it('is sorted by key, or only the keys asked for', async () => {
    expect(await read({ segment: 'b2b', number: '3', Zone: 'x', 'a b': 'y' })).toEqual({
      all: [
        { key: 'Zone', value: 'x' },
        { key: 'a b', value: 'y' },
        { key: 'number', value: '3' },
        { key: 'segment', value: 'b2b' },
      ],
      some: [{ key: 'number', value: '3' }],
      none: [],
    });
  });

  it('keeps numbers and booleans, gives what is nested as its JSON text, and leaves out null', async () => {
    const customer = await read({ count: 1.5, trial: false, tags: ['a', { b: null }], gone: null });
    expect(customer?.all).toEqual([
      { key: 'count', value: 1.5 },
      { key: 'tags', value: '["a",{"b":null}]' },
      { key: 'trial', value: false },
    ]);
  });

  it('gives a number that a double cannot hold as its digits', async () => {
    const [customerId = ''] = graph.keysOf('MONRI');
    const numbers = '"a":9007199254740993,"b":1e400,"c":1.0,"d":[12345678901234567890],"e":9007199254740991';
    const body = `{"uuid":"${customerId}","metadata":{${numbers}}}`;
    graph.fail('MONRI', () => ({ kind: 'answer', status: 200, body }));
    const { data } = await graph.query(metadataOf, { customerId });
    graph.fail('MONRI', null);
    expect(data?.customer?.all.map(({ value }) => value)).toEqual([
      '9007199254740993',
      '1e400',
      1,
      '[12345678901234567890]',
      9007199254740991,
    ]);
  });

  it('is empty if the provider has none', async () => {
    expect(await read(null)).toEqual({ all: [], some: [], none: [] });
  });
});
