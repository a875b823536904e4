import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isInputObjectType, isObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type Answer, type RunningGraph } from './support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 2 })));
afterAll(() => graph.close());

/** Asks in JSON that is written by hand; nothing may reach a provider. */
async function ask(query: string, variables = '{}') {
  const arrivals = graph.watch();
  const response = await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
  });
  const { data, errors } = (await response.json()) as Answer<Record<string, unknown>>;
  expect(arrivals).toEqual([]);
  return { data: data ?? null, errors: errors ?? [] };
}

const list = (filter: string) => `{ customers(filter: ${filter}) { nodes { id } } }`;
const update = (input: string) => `mutation { updateCustomer(input: { id: "x", ${input} }) { __typename } }`;
const listBy = 'query ($filter: CustomerFilterInput) { customers(filter: $filter) { nodes { id } } }';
const register = (recurring: string) =>
  `mutation { createRegistrationLink(input: { provider: BANKING_SERVICE, customerId: "x", method: { kind: OPEN_BANKING, recurring: { amount: 1, currency: "EUR", frequency: DAILY, ${recurring} } } }) { __typename } }`;
const registerBy =
  'mutation ($input: CreateRegistrationLinkInput!) { createRegistrationLink(input: $input) { __typename } }';
const registration = (recurring: object) =>
  JSON.stringify({
    input: {
      provider: 'BANKING_SERVICE',
      customerId: 'x',
      method: {
        kind: 'OPEN_BANKING',
        recurring: { amount: 1, currency: 'EUR', frequency: 'DAILY', ...recurring },
      },
    },
  });
const someday = '2030-01-01T00:00:00Z';
const updateBy = 'mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { __typename } }';

/** Every place that takes an instant, as a literal and as a variable. */
const places: Readonly<Record<string, (text: string) => readonly (readonly [string, string?])[]>> = {
  'CustomerFilterInput.createdFrom': (text) => [
    [list(`{ createdFrom: "${text}" }`)],
    [listBy, `{"filter":{"createdFrom":"${text}"}}`],
  ],
  'CustomerFilterInput.createdBefore': (text) => [
    [list(`{ createdBefore: "${text}" }`)],
    [listBy, `{"filter":{"createdBefore":"${text}"}}`],
  ],
  'CustomerFilterInput.updatedFrom': (text) => [
    [list(`{ updatedFrom: "${text}" }`)],
    [listBy, `{"filter":{"updatedFrom":"${text}"}}`],
  ],
  'CustomerFilterInput.updatedBefore': (text) => [
    [list(`{ updatedBefore: "${text}" }`)],
    [listBy, `{"filter":{"updatedBefore":"${text}"}}`],
  ],
  'RecurringTermsInput.startAt': (text) => [
    [register(`startAt: "${text}"`)],
    [registerBy, registration({ startAt: text })],
  ],
  'RecurringTermsInput.endAt': (text) => [
    [register(`startAt: "${someday}", endAt: "${text}"`)],
    [registerBy, registration({ startAt: someday, endAt: text })],
  ],
  'UpdateCustomerInput.ifUnchangedSince': (text) => [
    [update(`patch: {}, ifUnchangedSince: "${text}"`)],
    [updateBy, `{"input":{"id":"x","patch":{},"ifUnchangedSince":"${text}"}}`],
  ],
};

function inputsOf(schema: GraphQLSchema, scalar: string): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      return fields
        .filter((field) => getNamedType(field.type).name === scalar)
        .map((field) => `${type.name}.${field.name}`);
    }
    if (!isObjectType(type)) return [];
    const args = Object.values(type.getFields()).flatMap((field) => field.args);
    return args
      .filter((arg) => getNamedType(arg.type).name === scalar)
      .map((arg) => `${type.name} ${arg.name}`);
  });
}

describe('an instant that no calendar or clock shows', () => {
  it('is asked about in every place that takes one', () => {
    const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'), {
      assumeValidSDL: true,
    });
    expect(inputsOf(schema, 'DateTime').toSorted()).toEqual(Object.keys(places).toSorted());
  });

  it.each([
    '2024-02-30T00:00:00Z',
    '2023-02-29T12:00:00Z',
    '2024-04-31T00:00:00+02:00',
    '2024-01-01T24:00:00Z',
    '2024-01-01T12:00:60Z',
    '2024-01-01T12:00:00+24:00',
    '9999-12-31T23:59:59-01:00',
  ])('is refused wherever it is given, and not repeated: %s', async (text) => {
    for (const [query, variables] of Object.values(places).flatMap((write) => write(text))) {
      const { data, errors } = await ask(query, variables);
      expect(data).toBeNull();
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['INVALID_INPUT']);
      expect(JSON.stringify(errors)).not.toContain(text);
    }
  });
});

describe('a metadata number that a double cannot hold', () => {
  it.each(['9007199254740993', '-9007199254740992', '12345678901234567890', '1e400', '-1e400', '1e21'])(
    'is refused and not repeated: %s',
    async (number) => {
      const metadata = `{ set: [{ key: "plan", value: ${number} }] }`;
      const json = `{"set":[{"key":"plan","value":${number}}]}`;
      for (const [query, variables] of [
        [update(`patch: { metadata: ${metadata} }`)],
        [updateBy, `{"input":{"id":"x","patch":{"metadata":${json}}}}`],
      ] as const) {
        const { data, errors } = await ask(query, variables);
        expect(data).toBeNull();
        expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['INVALID_INPUT']);
        expect(JSON.stringify(errors)).not.toContain(number);
      }
    },
  );
});
