import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIds, type IdTarget } from '../src/gateway/ids.ts';
import { rewrap } from '../src/cli/rewrap.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { sealAsFirst } from './support/first-format.ts';

const [stable, rotating, other] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const text = (secret: Buffer): string => secret.toString('base64url');
const tenant = 'sandbox';

const started: RunningGraph[] = [];
async function start(config: Record<string, unknown>): Promise<RunningGraph> {
  const graph = await startGraph(config, { customers: 2 });
  started.push(graph);
  return graph;
}

let graph: RunningGraph;
beforeAll(async () => void (graph = await start({ idKey: text(stable), sealKey: text(rotating) })));
afterAll(() => Promise.all(started.map((one) => one.close())));

async function ask(of: RunningGraph, query: string, variables: Record<string, unknown> = {}) {
  return (await of.send({ query, variables })).json();
}

/** A target of each type at each account; the emulators hold the same records in every graph. */
function targets(): IdTarget[] {
  return [
    ['BAMBOO', 'bamboo'],
    ['BANKING_SERVICE', 'banking-service'],
    ['MONRI', 'monri-1'],
    ['VERIFONE', 'verifone-1'],
  ].flatMap(([provider = '', account = '']): IdTarget[] => {
    const key = graph.keysOf(provider)[0] ?? '';
    const link = {
      customerKey: key,
      providerCustomerId: null,
      url: 'https://pay.example/1',
      validForMinutes: 5,
    };
    return [
      { type: 'ProviderAccount', account },
      { type: 'Customer', account, key },
      { type: 'PaymentMethod', account, customerKey: key, key: 'pm_1' },
      { type: 'RegistrationLink', account, link: { ...link, createdAt: new Date('2026-11-20T00:00:00Z') } },
    ];
  });
}

/** As release 0.1 wrote it. */
function tupleOf(target: IdTarget): unknown {
  switch (target.type) {
    case 'Erasure':
      throw new Error('It had none.');
    case 'ProviderAccount':
      return [target.type, target.account];
    case 'Customer':
      return [target.type, target.account, target.key];
    case 'PaymentMethod':
      return [target.type, target.account, target.customerKey, target.key];
    case 'RegistrationLink': {
      const { customerKey, url, validForMinutes, createdAt } = target.link;
      const texts = [customerKey, '', url, String(validForMinutes), createdAt.toISOString()];
      return [target.type, target.account, ...texts];
    }
  }
}

const list =
  'query($after: String) { customers(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } }';
const idsQuery =
  '{ providerAccounts { id customers(first: 2) { nodes { id paymentMethods { nodes { id } } } } } }';

describe('a rotation of sealKey', () => {
  it('changes no id, and the cursors of the key before go on', async () => {
    const before = await ask(graph, idsQuery);
    const first = await ask(graph, list);
    const rotated = await start({ idKey: text(stable), sealKey: [text(other), text(rotating)] });
    expect((await ask(rotated, idsQuery)).data).toEqual(before.data);

    const after = first.data.customers.pageInfo.endCursor;
    const next = await ask(rotated, list, { after });
    expect(next.errors).toBeUndefined();
    expect(next.data.customers.nodes).toEqual((await ask(graph, list, { after })).data.customers.nodes);
    expect(next.data.customers.pageInfo.endCursor).not.toBe(after);
  });

  it('with the key before it gone refuses its cursors, and opens those of idKey', async () => {
    const { data } = await ask(graph, list);
    const alone = await start({ idKey: text(stable) });
    const refused = await ask(alone, list, { after: data.customers.pageInfo.endCursor });
    expect(refused.data).toEqual({ customers: null });
    expect(refused.errors[0].extensions.code).toBe('INVALID_INPUT');

    const own = await ask(alone, list);
    const after = own.data.customers.pageInfo.endCursor;
    expect((await ask(graph, list, { after })).errors).toBeUndefined();
  });
});

interface ShownError {
  readonly path: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly retryable: boolean };
}

/** Every place of the graph that takes an id. */
const reads = `query($id: ID!, $representations: [_Any!]!) {
  node(id: $id) { id }
  nodes(ids: [$id, $id]) { id }
  customer(by: { id: $id }) { id }
  paymentMethod(id: $id) { id }
  _entities(representations: $representations) { __typename }
}`;
const writes = `mutation($id: ID!) {
  updateCustomer(input: { id: $id, patch: { title: "Of no key 7" } }) { ...failure }
  deleteCustomer(input: { id: $id }) { ...failure }
  deletePaymentMethod(input: { id: $id }) { ...failure }
}
fragment failure on VaultError { __typename code retryable provider message }`;

describe('an id whose key was removed', () => {
  let without: RunningGraph;
  beforeAll(async () => void (without = await start({ idKey: text(other), sealKey: text(rotating) })));

  const of = [
    ['of this release', (target: IdTarget) => createIds([stable], tenant).seal(target)],
    ['of release 0.1', (target: IdTarget) => sealAsFirst(stable, tenant, 'id', tupleOf(target))],
  ] as const;

  it.each(of)(
    'is an error with a distinct code wherever it is read, and never null alone: %s',
    async (_of, seal) => {
      const sent = without.watch();
      for (const target of targets()) {
        const id = seal(target);
        const { data, errors } = await ask(without, reads, {
          id,
          representations: [{ __typename: target.type, id }],
        });
        expect(data).toEqual({
          node: null,
          nodes: [null, null],
          customer: null,
          paymentMethod: null,
          _entities: [null],
        });
        const shown = errors.map(({ path, extensions }: ShownError) => [
          path.join('.'),
          extensions.code,
          extensions.retryable,
        ]);
        expect(shown.toSorted()).toEqual(
          ['_entities.0', 'customer', 'node', 'nodes.0', 'nodes.1', 'paymentMethod'].map((path) => [
            path,
            'ID_KEY_UNKNOWN',
            false,
          ]),
        );
        expect(JSON.stringify(errors)).not.toContain(id);
      }
      expect(sent).toEqual([]);
    },
  );

  it.each(of)('fails as such in every write, and nothing is sent: %s', async (_of, seal) => {
    const sent = without.watch();
    for (const target of targets()) {
      const id = seal(target);
      const { data, errors } = await ask(without, writes, { id });
      expect(errors).toBeUndefined();
      const shown = {
        __typename: 'IdKeyUnknownError',
        code: 'ID_KEY_UNKNOWN',
        retryable: false,
        provider: null,
        message: 'The id cannot be opened: the key that sealed it is not configured.',
      };
      expect(data).toEqual({ updateCustomer: shown, deleteCustomer: shown, deletePaymentMethod: shown });
    }
    expect(sent).toEqual([]);
    const records = without.audited.map((line) => JSON.parse(line));
    expect(
      records.filter(({ outcome, objectId }) => outcome !== 'ID_KEY_UNKNOWN' || objectId !== null),
    ).toEqual([]);
  });

  it('leaves those beside it whole', async () => {
    const [account] = targets();
    const ids = [createIds([stable], tenant), createIds([other], tenant)].map(
      (one) => account && one.seal(account),
    );
    const { data, errors } = await ask(without, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data).toEqual({ nodes: [null, { id: ids[1] }] });
    expect(errors).toHaveLength(1);
  });
});

describe('an id that would be sealed in another way today', () => {
  it.each([
    ['of release 0.1', { idKey: text(stable) }, stable],
    ['of a key that is second', { idKey: [text(other), text(stable)] }, other],
  ])('opens, is answered with the id of today, and is counted in the log: %s', async (kind, config, now) => {
    const running = await start(config);
    const today = createIds([now], tenant);
    const old = createIds([stable], tenant);
    // The emulators hold no such payment method.
    const known = targets().filter(({ type }) => type !== 'PaymentMethod');
    const ids = known.map((target) =>
      kind === 'of release 0.1' ? sealAsFirst(stable, tenant, 'id', tupleOf(target)) : old.seal(target),
    );
    const { data, errors } = await ask(running, 'query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors).toBeUndefined();
    expect(data.nodes).toEqual(known.map((target) => ({ id: today.seal(target) })));
    expect(JSON.parse(running.logged.at(-1) ?? '')).toMatchObject({
      msg: 'request',
      outdatedIds: known.length,
    });
  });

  it('is not counted if it is of today', async () => {
    const [account] = targets();
    const id = account && createIds([stable], tenant).seal(account);
    await ask(graph, 'query($id: ID!) { node(id: $id) { id } }', { id });
    expect(graph.logged.at(-1)).not.toContain('outdatedIds');
  });
});

describe('rewrap', () => {
  it('gives each stored id the one of today, and counts the others', () => {
    const [account, customer] = targets();
    if (!account || !customer) throw new Error('There is no target.');
    const before = createIds([stable], tenant);
    const now = createIds([other, stable], tenant);
    const first = sealAsFirst(stable, tenant, 'id', tupleOf(account));
    const gone = createIds([rotating], tenant).seal(account);
    const foreign = createIds([stable], 'another').seal(account);
    const stored = [before.seal(customer), first, gone, now.seal(account), foreign, 'words'];
    expect(rewrap(stored, now)).toEqual({
      lines: [
        `${before.seal(customer)}\t${now.seal(customer)}`,
        `${first}\t${now.seal(account)}`,
        `${now.seal(account)}\t${now.seal(account)}`,
      ],
      summary: '2 replaced, 1 already of today, 1 of a key that is not configured, 2 no ids of the tenant',
    });
  });
});
