import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes } from '../../src/access/caller.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';
import { sealing } from '../support/sealing.ts';

const withoutPii = scopes.filter((scope) => scope !== 'vault:customer:pii');
const withoutTwo = withoutPii.filter((scope) => scope !== 'vault:payment-method:read');

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph(accessFor({ 'without personal data': withoutPii, 'without two': withoutTwo }));
});
afterAll(() => graph.close());

interface Body {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly path?: readonly unknown[];
    readonly extensions: Record<string, unknown>;
  }[];
}

async function ask(key: string, query: string, variables: object = {}): Promise<Body> {
  const response = await graph.send({ query, variables }, { 'x-api-key': key });
  return response.json();
}

describe('a field that is refused of many records', () => {
  const fields = ['firstName', 'fullName', 'email', 'phone', 'billingAddress'];
  const page = `customers(accounts: ["monri-1"], first: 50) { nodes { ${fields.slice(0, 4).join(' ')} billingAddress { city } } }`;

  it('is one error with a count', async () => {
    const { data, errors = [] } = await ask('without personal data', `{ ${page} }`);
    expect((data as { customers: { nodes: unknown[] } }).customers.nodes).toHaveLength(50);
    expect(errors.map(({ path, extensions: { code, count } }) => [path, code, count])).toEqual(
      fields.map((field) => [['customers', 'nodes', 0, field], 'ACCESS_DENIED', 50]),
    );
  });

  it('is one error under each name that the document gives it', async () => {
    const query =
      '{ customers(accounts: ["monri-1"], first: 2) { nodes { a: email b: email } edges { node { email } } } }';
    const { errors = [] } = await ask('without personal data', query);
    expect(errors.map(({ path, extensions: { count } }) => [path, count])).toEqual([
      [['customers', 'nodes', 0, 'a'], 2],
      [['customers', 'nodes', 0, 'b'], 2],
      [['customers', 'edges', 0, 'node', 'email'], 2],
    ]);
  });

  it('hides no other error, and an item that is refused keeps its own', async () => {
    const query = `query($ids: [ID!]!) { nodes(ids: $ids) { id } ${page} }`;
    const ids = [
      'x',
      ...[1, 2].map((key) =>
        sealing().seal({ type: 'PaymentMethod', account: 'monri-1', customerKey: 'c', key: `${key}` }),
      ),
    ];
    const { errors = [] } = await ask('without two', query, { ids });
    expect(new Set(errors.map(({ path }) => path?.join('.')))).toEqual(
      new Set([...fields.map((field) => `customers.nodes.0.${field}`), 'nodes.1', 'nodes.2']),
    );
    expect(errors).toHaveLength(fields.length + 2);
  });
});
