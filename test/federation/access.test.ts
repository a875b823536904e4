import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopes, type Scope } from '../../src/access/caller.ts';
import { askEntities, readKeys, type Representation } from '../support/entities.ts';
import { startGraph, type Answer, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';

const service = '{ service: _service { sdl } }';
const entity = `{ entities: _entities(representations: [{ __typename: "PaymentProvider", code: "MONRI" }]) { __typename } }`;
const trusted = Object.fromEntries(
  [service, entity].map((text) => [createHash('sha256').update(text).digest('hex'), text]),
);

const readers = {
  PaymentMethod: 'vault:payment-method:read',
  Customer: 'vault:customer:read',
  RegistrationLink: 'vault:link:create',
} as const satisfies Record<string, Scope>;
const granted = Object.values(readers).map(
  (left) => [left, scopes.filter((scope) => scope !== left)] as const,
);

const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-'));
let graph: RunningGraph;
let keys: Readonly<Record<string, Representation>>;
beforeAll(async () => {
  const open = await startGraph({}, { customers: 2 });
  const manifest = join(folder, 'trusted.json');
  writeFileSync(manifest, JSON.stringify(trusted));
  graph = await startGraph(
    {
      ...accessFor({ all: ['*'], plain: ['vault:customer:read'], ...Object.fromEntries(granted) }),
      documents: { manifest },
    },
    { customers: 2 },
  );
  // Both sandboxes seal ids with the same key, and start with the same customers.
  keys = await readKeys(open);
  await open.close();
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true });
});

async function send(query: string, headers: Record<string, string>) {
  const response = await graph.send({ query }, headers);
  return { status: response.status, ...((await response.json()) as Answer<unknown>) };
}

describe.each([
  ['_service', service],
  ['entities', entity],
])('%s', (_name, query) => {
  it('needs a credential', async () => {
    const { status, data, errors } = await send(query, {});
    expect([status, data, errors?.[0]?.extensions['code']]).toEqual([401, undefined, 'ACCESS_DENIED']);
  });

  it('needs vault:explore if the document is not a trusted one', async () => {
    const { status, data, errors } = await send(`query Other ${query}`, { 'x-api-key': 'plain' });
    expect([status, data]).toEqual([403, undefined]);
    expect(errors?.[0]?.extensions['requiredScopes']).toEqual(['vault:explore']);
  });

  it('needs no extra scope in a trusted document', async () => {
    const { status, data, errors } = await send(query, { 'x-api-key': 'plain' });
    expect([status, errors]).toEqual([200, undefined]);
    expect(data).not.toBeNull();
  });
});

describe('_service', () => {
  it('is what is committed as the contract', async () => {
    const { data } = await send(service, { 'x-api-key': 'all' });
    expect(data).toEqual({ service: { sdl: readFileSync('schema.graphql', 'utf8') } });
  });
});

describe('a representation of a type behind a scope', () => {
  it.each(Object.entries(readers))('is refused without it, and the others are whole: %s', async (...row) => {
    const [type, scope] = row;
    const account = { ...keys['ProviderAccount'], key: 'monri-1' };
    const { data, errors } = await askEntities(graph, [keys['ProviderAccount'], keys[type]], {
      headers: { 'x-api-key': scope },
    });
    expect(data?.entities).toEqual([account, null]);
    expect(
      errors?.map(({ path, extensions: { code, requiredScopes } }) => [path, code, requiredScopes]),
    ).toEqual([[['entities', 1], 'ACCESS_DENIED', [scope]]]);
  });

  it('is null if it is named as another type, whatever the caller may read', async () => {
    const asMethod = { __typename: 'PaymentMethod', id: keys['Customer']?.['id'] };
    const headers = { 'x-api-key': readers.Customer };
    const { data, errors } = await askEntities(graph, [asMethod], { headers });
    expect([data?.entities, errors]).toEqual([[null], undefined]);
  });
});

describe('a field behind a scope', () => {
  it('is refused alone inside of an entity', async () => {
    const limited = await startGraph(
      accessFor({ key: scopes.filter((scope) => scope !== 'vault:customer:pii') }),
      { customers: 2 },
    );
    const { data, errors } = await askEntities(limited, [keys['Customer']], {
      selection: '... on Customer { id fullName }',
      headers: { 'x-api-key': 'key' },
    });
    await limited.close();
    expect(data?.entities).toEqual([{ id: keys['Customer']?.['id'], fullName: null }]);
    expect(errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([
      [['entities', 0, 'fullName'], 'ACCESS_DENIED'],
    ]);
  });
});
