import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds } from '../../src/gateway/ids.ts';
import { tally } from '../support/call-table.ts';
import { askEntities, readKeys, type Representation } from '../support/entities.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const secret = Buffer.alloc(32, 7);
const ours = createIds([secret], 'sandbox');
const foreign = createIds([secret], 'another');

let graph: RunningGraph;
let keys: Readonly<Record<string, Representation>>;
beforeAll(async () => {
  graph = await startGraph({ idKey: secret.toString('base64url') }, { customers: 130 });
  keys = await readKeys(graph);
});
afterAll(() => graph.close());

const customer = (provider: string, account: string, index: number): Representation => {
  const key = graph.keysOf(provider)[index] ?? '';
  return { __typename: 'Customer', id: ours.seal({ type: 'Customer', account, key }) };
};

describe('a representation of each type with a key', () => {
  it.each([
    ['Customer', {}],
    ['PaymentMethod', {}],
    ['RegistrationLink', {}],
    ['ProviderAccount', { key: 'monri-1' }],
    ['PaymentProvider', {}],
  ])('is resolved: %s', async (type, more) => {
    const { data, errors } = await askEntities(graph, [keys[type]]);
    expect(errors).toBeUndefined();
    expect(data?.entities).toEqual([{ ...keys[type], ...more }]);
  });

  it('keeps its place among the others', async () => {
    const representations = Object.values(keys).toReversed();
    const { data } = await askEntities(graph, representations, {
      selection: '__typename',
    });
    expect(data?.entities).toEqual(representations.map(({ __typename }) => ({ __typename })));
  });

  it('is a PaymentProvider only if the caller has an account at it', async () => {
    const { data, errors } = await askEntities(graph, [{ __typename: 'PaymentProvider', code: 'NOWHERE' }]);
    expect([data?.entities, errors]).toEqual([[null], undefined]);
  });
});

/** Representations that name nothing, and read as null without an error. */
const nothings: readonly (readonly [name: string, make: () => Representation])[] = [
  ['a forged id', () => ({ __typename: 'Customer', id: '1forged' })],
  [
    "another tenant's id",
    () => ({
      __typename: 'ProviderAccount',
      id: foreign.seal({ type: 'ProviderAccount', account: 'monri-1' }),
    }),
  ],
  ["another type's id", () => ({ __typename: 'PaymentMethod', id: keys['Customer']?.['id'] })],
  [
    'the id of a record that is gone',
    () => ({
      __typename: 'Customer',
      id: ours.seal({
        type: 'Customer',
        account: 'monri-1',
        key: '00000000-0000-4000-8000-000000000000',
      }),
    }),
  ],
];

/** Representations that cannot be read, and what is said of them, without repeating anything of them. */
const malformed: readonly (readonly [name: string, representation: unknown, place: string, rule: string])[] =
  [
    ...['Query', 'Nothing', '__proto__', 'constructor', '', 7, null].map(
      (__typename): readonly [string, unknown, string, string] => [
        `of the type ${String(__typename)}`,
        { __typename, id: 'x' },
        '__typename',
        'must be the name of a type that has a key',
      ],
    ),
    ...[{ id: 'x' }, {}, [], 'Customer', 4, true].map(
      (representation): readonly [string, unknown, string, string] => [
        `${JSON.stringify(representation)}, which has no type`,
        representation,
        '__typename',
        'must be the name of a type that has a key',
      ],
    ),
    ['without its key', { __typename: 'Customer' }, 'id', 'must be a text'],
    ['with a number for a key', { __typename: 'Customer', id: 7 }, 'id', 'must be a text'],
    ['with an object for a key', { __typename: 'PaymentProvider', code: {} }, 'code', 'must be a text'],
    [
      'with a card number for a key',
      { __typename: 'Customer', id: '4111 1111 1111 1111' },
      'id',
      'looks like a card number; none is accepted here',
    ],
  ];

describe('one representation among others', () => {
  const whole = () => ({
    __typename: 'ProviderAccount',
    id: keys['ProviderAccount']?.['id'],
    key: 'monri-1',
  });

  it.each(nothings)('reads as null, and the others are whole: %s', async (_name, make) => {
    const around = keys['ProviderAccount'];
    const { data, errors } = await askEntities(graph, [around, make(), around]);
    expect(errors).toBeUndefined();
    expect(data?.entities).toEqual([whole(), null, whole()]);
  });

  it.each(malformed)('is an error in its place, and the others are whole: %s', async (...row) => {
    const [, representation, place, rule] = row;
    const around = keys['ProviderAccount'];
    const { data, errors } = await askEntities(graph, [around, representation, around]);
    expect(data?.entities).toEqual([whole(), null, whole()]);
    const path = ['representations', '1', place];
    const message = `${path.join('.')} ${rule}.`;
    expect(errors).toEqual([
      {
        message,
        locations: expect.any(Array),
        path: ['entities', 1],
        extensions: {
          code: 'INVALID_INPUT',
          retryable: false,
          issues: [{ path, code: 'MALFORMED', message }],
          requestId: expect.any(String),
        },
      },
    ]);
  });

  it('is an error in its place if its provider fails, and the others are whole', async () => {
    graph.fail('MONRI', () => ({ kind: 'answer', status: 500 }));
    const others = [customer('VERIFONE', 'verifone-1', 0), customer('BANKING_SERVICE', 'banking-service', 0)];
    const { data, errors } = await askEntities(graph, [others[0], keys['Customer'], others[1]]);
    graph.fail('MONRI', null);
    expect(data?.entities).toEqual([others[0], null, others[1]]);
    expect(errors?.map(({ path, extensions }) => [path, extensions['code'], extensions['account']])).toEqual([
      [['entities', 1], 'PROVIDER_UNAVAILABLE', 'monri-1'],
    ]);
  });

  it('is an error in its place if its record alone cannot be read, and the others are whole', async () => {
    const asked = [0, 1, 2].map((index) => customer('VERIFONE', 'verifone-1', index));
    const [, odd = ''] = graph.keysOf('VERIFONE');
    graph.fail('VERIFONE', ({ url }) =>
      url.includes('search=') || url.endsWith(odd)
        ? { kind: 'answer', status: 200, body: '[{"id":7}]' }
        : null,
    );
    const { data, errors } = await askEntities(graph, asked);
    graph.fail('VERIFONE', null);
    expect(data?.entities).toEqual([asked[0], null, asked[2]]);
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['entities', 1], 'PROVIDER_BAD_RESPONSE'],
    ]);
  });

  it('may hold a list of any length, which refuses it alone', async () => {
    const long = { __typename: 'Customer', id: Array.from({ length: 201 }, () => 'a') };
    const { data, errors } = await askEntities(graph, [keys['Customer'], long]);
    expect(data?.entities).toEqual([keys['Customer'], null]);
    expect(errors?.map(({ message }) => message)).toEqual(['representations.1.id must be a text.']);
  });

  it('cannot be null, which the type of the argument rules out', async () => {
    const { data, errors } = await askEntities(graph, [null]);
    expect(data).toBeUndefined();
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['INVALID_INPUT']);
  });

  it('may be written into the document', async () => {
    const query = `{ entities: _entities(representations: [{ __typename: "PaymentProvider", code: "MONRI" }]) { __typename } }`;
    const { data } = await (await graph.send({ query })).json();
    expect(data).toEqual({ entities: [{ __typename: 'PaymentProvider' }] });
  });
});

describe('many representations', () => {
  const of = (count: number, make: (index: number) => Representation) =>
    Array.from({ length: count }, (_, index) => make(index));

  it('are 2 calls if they are 100 customers of one Verifone account, in their order', async () => {
    const asked = of(100, (index) => customer('VERIFONE', 'verifone-1', index));
    const { data, extensions } = await askEntities(graph, asked);
    expect(data?.entities).toEqual(asked);
    expect(tally(extensions.upstream?.calls ?? [])).toEqual({ getCustomers: 2 });
  });

  it.each([
    ['Customer', { getCustomer: 1 }],
    ['PaymentMethod', { listPaymentMethods: 1 }],
  ])('are 1 call if they are 100 times the same: %s', async (type, calls) => {
    const { data, extensions } = await askEntities(
      graph,
      of(100, () => keys[type] ?? {}),
    );
    expect(data?.entities).toEqual(of(100, () => keys[type] ?? {}));
    expect(tally(extensions.upstream?.calls ?? [])).toEqual(calls);
  });

  it('cost as much as they may take: 10 points each, however often it is named', async () => {
    const asked = of(50, (index) => customer('VERIFONE', 'verifone-1', index));
    const { extensions } = await askEntities(graph, [...asked, ...asked]);
    expect(extensions.cost?.cost).toBe(500);
  });

  it('are 200 at most', async () => {
    const provider = { __typename: 'PaymentProvider', code: 'MONRI' };
    const taken = await askEntities(
      graph,
      of(200, () => provider),
    );
    expect(taken.data?.entities).toHaveLength(200);
    const refused = await askEntities(
      graph,
      of(201, () => provider),
    );
    expect(refused.data).toBeUndefined();
    expect(refused.errors?.map(({ message }) => message)).toEqual([
      'representations holds more than 200 items.',
    ]);
  });

  it('are 200 at most in a document too', async () => {
    const written = Array.from({ length: 201 }, () => '{ a: 1 }').join(' ');
    const many = await startGraph({ limits: { maxCost: 5000 } }, { customers: 1 });
    const response = await many.send({
      query: `{ entities: _entities(representations: [${written}]) { __typename } }`,
    });
    const { data, errors } = await response.json();
    await many.close();
    expect(data).toBeNull();
    const message = 'representations must name 200 objects at most.';
    expect(errors[0]).toMatchObject({ message, extensions: { code: 'INVALID_INPUT' } });
  });
});
