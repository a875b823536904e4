import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const introspection = 'query Types { ...More } fragment More on Query { types: __schema { types { name } } }';
const oneType = '{ __type(name: "Customer") { name } }';
const misspelt = '{ viewer { tenan } }';
const typename = '{ __typename viewer { __typename tenant } }';
const trusted = [introspection, oneType, misspelt, typename];

const [explorer, stranger] = ['a key that may explore', 'a key that may not'];
const access = {
  apiKeys: [
    { sha256: digest(explorer), tenant: 'sandbox', scopes: ['vault:explore'] },
    { sha256: digest(stranger), tenant: 'sandbox', scopes: ['vault:customer:read'] },
  ],
};

let graph: RunningGraph;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-documents-'));
  const manifest = join(folder, 'documents.json');
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(trusted.map((text) => [digest(text), text]))));
  graph = await startGraph({ access, documents: { manifest } }, { customers: 1 });
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true });
});

const card = '4111111111111111';

/** Sends a body and says what came of it; the card number is never in it. */
async function ask(body: unknown, key = explorer) {
  const headers = { 'x-api-key': key, accept: 'application/graphql-response+json' };
  const response = await graph.send(body, headers);
  const text = await response.text();
  expect(text).not.toContain(card);
  const { data, errors = [], extensions } = JSON.parse(text);
  for (const error of errors) {
    expect(error.extensions).toMatchObject({ retryable: false, requestId: extensions.requestId });
  }
  return { status: response.status, data, errors };
}

/** The messages of a request that was refused whole, each with a code and a place. */
async function messagesOf(body: unknown): Promise<string[]> {
  const { status, data, errors } = await ask(body);
  expect([status, data]).toEqual([400, undefined]);
  return errors.map(
    ({
      message,
      extensions,
      locations,
    }: {
      message: string;
      extensions: { code: string };
      locations: unknown;
    }) => {
      expect([extensions.code, locations]).toEqual(['INVALID_INPUT', expect.anything()]);
      return message;
    },
  );
}

const lists = `query($first: Int, $providers: [ListingProviderCode!], $filter: CustomerFilterInput) {
  customers(first: $first, providers: $providers, filter: $filter) { nodes { id } }
}`;
const lookUp = 'query($by: CustomerLookupInput!) { customer(by: $by) { id } }';

describe('a variable that is not of its type', () => {
  it.each([
    [lists, { first: card }, ['Variable "$first" got invalid value; a value of the type Int is expected.']],
    [
      lists,
      { first: Number(card) },
      ['Variable "$first" got invalid value; a value of the type Int is expected.'],
    ],
    [
      lists,
      { providers: ['MONRI', card] },
      [
        'Variable "$providers" got invalid value at "providers.1"; a value of the type ListingProviderCode! is expected.',
      ],
    ],
    [
      lists,
      { filter: { [card]: 1 } },
      [
        'Variable "$filter" got invalid value; the type CustomerFilterInput does not have all of these fields.',
      ],
    ],
    [
      lookUp,
      { by: { providerCustomerId: { provider: 'MONRI', account: [card] } } },
      [
        'Variable "$by" got invalid value at "by.providerCustomerId.account"; a value of the type String is expected.',
        'Variable "$by" got invalid value at "by.providerCustomerId"; the field customerId of the type String! is required.',
      ],
    ],
    [
      lookUp,
      { by: {} },
      ['Variable "$by" got invalid value; exactly one field of the type CustomerLookupInput is expected.'],
    ],
    [
      lookUp,
      { by: null },
      ['Variable "$by" got invalid value; a value of the type CustomerLookupInput! is expected.'],
    ],
    [lookUp, {}, ['Variable "$by" got invalid value; one of the type CustomerLookupInput! is required.']],
  ])('is named with its place and type, and not repeated: %#', async (query, variables, messages) => {
    expect(await messagesOf({ query, variables })).toEqual(messages);
  });

  it('is an issue like any other', async () => {
    const { errors } = await ask({ query: lists, variables: { providers: [card] } });
    expect(errors[0].extensions.issues).toEqual([
      { path: ['providers', '0'], code: 'MALFORMED', message: errors[0].message },
    ]);
  });

  it('is one of five at most', async () => {
    expect(await messagesOf({ query: lists, variables: { providers: Array(100).fill(card) } })).toHaveLength(
      5,
    );
  });
});

describe('a value in a document', () => {
  it.each([
    [
      `{ customers(first: "${card}") { nodes { id } } }`,
      'In the argument "first" a value of the type "Int!" is expected.',
    ],
    [
      `{ customers(providers: [C${card}]) { nodes { id } } }`,
      'In the argument "providers" a value of the type "ListingProviderCode!" is expected.',
    ],
    [
      `{ node(id: { pan: "${card}" }) { id } }`,
      'In the argument "id" a value of the type "ID!" is expected.',
    ],
    [
      `{ customer(by: { c${card}: "${card}" }) { id } }`,
      'The type "CustomerLookupInput!" does not have this field.',
    ],
    [
      '{ customer(by: { providerCustomerId: { provider: MONRI } }) { id } }',
      'Field "ProviderCustomerIdInput.customerId" of required type "String!" was not provided.',
    ],
    ['{ customer(by: {}) { id } }', 'OneOf Input Object "CustomerLookupInput" must specify exactly one key.'],
    [
      `query($id: ID = [{ a: "${card}" }]) { __typename node(id: $id) { id } }`,
      'Here a value of the type "ID" is expected.',
    ],
  ])('that is of another type is not repeated: %s', async (query, message) => {
    expect(await messagesOf({ query })).toContain(message);
  });

  it.each([
    [`{ customers(first: ${card}x) { nodes { id } } }`, 'Syntax Error: This cannot be read.'],
    [`{ customers(first: "${card}) { nodes { id } } }`, 'Syntax Error: This cannot be read.'],
    [`{ viewer "${card}" }`, 'Syntax Error: Expected Name, found something else.'],
    [`{ viewer(a: 1 ${card}) }`, 'Syntax Error: Expected Name, found something else.'],
  ])('that makes it unreadable is not repeated: %s', async (query, message) => {
    expect(await messagesOf({ query })).toEqual([message]);
  });

  it('that only shows while it runs is not repeated', async () => {
    const query = 'query($key: String = "a") { providerAccount(key: $key) { key } }';
    const { errors } = await ask({ query, variables: { key: null } });
    expect(errors.map(({ message }: { message: string }) => message)).toEqual([
      'The argument "key" has no valid value.',
    ]);
  });

  it('is not even a name with a long number in it', async () => {
    expect(await messagesOf({ query: `{ c${card} }` })).toEqual(['Cannot query field "c…" on type "Query".']);
  });
});

it('names no variable that the operation does not know', async () => {
  const { status, data } = await ask({
    query: '{ __typename }',
    variables: { [card]: Array(300).fill(card) },
  });
  expect([status, data]).toEqual([200, { __typename: 'Query' }]);
});

it('does not repeat the name of an operation that is not there', async () => {
  const { status, errors } = await ask({ query: 'query A { __typename }', operationName: card });
  expect([status, errors[0].message]).toEqual([400, 'Could not determine what operation to execute.']);
});

describe('a suggestion', () => {
  it('is made only to those who may explore', async () => {
    const documentId = digest(misspelt);
    const [helped, left] = [await ask({ documentId }), await ask({ documentId }, stranger)];
    expect([helped.errors[0].message, left.errors[0].message]).toEqual([
      'Cannot query field "tenan" on type "Viewer". Did you mean "tenant"?',
      'Cannot query field "tenan" on type "Viewer".',
    ]);
  });
});

describe('the schema', () => {
  it.each([introspection, oneType])('is shown only to those who may explore: %s', async (text) => {
    const documentId = digest(text);
    const shown = await ask({ documentId });
    const { status, data, errors } = await ask({ documentId }, stranger);
    expect([shown.status, shown.errors]).toEqual([200, []]);
    expect([status, data, errors]).toEqual([
      403,
      undefined,
      [
        {
          message: 'This needs the scope vault:explore.',
          extensions: {
            code: 'ACCESS_DENIED',
            retryable: false,
            requiredScopes: ['vault:explore'],
            requestId: expect.any(String),
          },
        },
      ],
    ]);
  });

  it('is not meant by the name of a type', async () => {
    const { data } = await ask({ documentId: digest(typename) }, stranger);
    expect(data).toEqual({ __typename: 'Query', viewer: { __typename: 'Viewer', tenant: 'sandbox' } });
  });
});

it('reports nothing of all this as a defect', () => {
  expect(graph.defects).toEqual([]);
});
