import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph(
    accessFor({
      all: ['*'],
      eraser: ['vault:erase', 'vault:explore'],
      reader: ['vault:customer:read', 'vault:explore'],
    }),
  );
});
afterAll(() => graph.close());

interface Body {
  readonly data: Readonly<Record<string, never>> | null;
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

async function ask(query: string, variables: object, key = 'all'): Promise<Body> {
  return (await graph.send({ query, variables }, { 'x-api-key': key })).json();
}

async function someone(accounts: readonly string[], skip = 0): Promise<string[]> {
  const query = `query($account: String!) { customers(accounts: [$account], first: 40) { nodes { id } } }`;
  return Promise.all(
    accounts.map(async (account) => {
      const { data } = await ask(query, { account });
      return Object(data?.['customers']).nodes[skip].id;
    }),
  );
}

async function bambooId(place: number): Promise<string> {
  const customerId = graph.keysOf('BAMBOO')[place];
  const query = `query($customerId: String!) { customer(by: { providerCustomerId: { provider: BAMBOO, customerId: $customerId } }) { id } }`;
  return Object((await ask(query, { customerId })).data?.['customer']).id;
}

const erasure = `id status reason startedAt finishedAt records {
  id notes nextTryAt account { key }
  steps { id subject state attempts cameBack because code providerRequestId }
}`;
const erase = `mutation($input: EraseCustomersInput!) { eraseCustomers(input: $input) {
  __typename ... on EraseCustomersSuccess { replayed erasure { ${erasure} } }
  ... on InvalidInputError { issues { path code message } } ... on VaultError { code message }
} }`;
const plan = `query($customers: [ID!]!) { planErasure(customers: $customers) { records {
  id fate because notes account { key } paymentMethods { id fate because }
} } }`;
const read = `query($id: ID!) { node(id: $id) { __typename id ... on Erasure { ${erasure} } } }`;

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly records: readonly {
    readonly id: string;
    readonly notes: readonly string[];
    readonly nextTryAt: string | null;
    readonly steps: readonly Readonly<Record<string, unknown>>[];
  }[];
}

async function begin(input: object, key = 'all') {
  return Object((await ask(erase, { input }, key)).data?.['eraseCustomers']);
}

async function finished(id: string): Promise<Shown> {
  let shown: Shown | null = null;
  await expect
    .poll(async () => {
      shown = Object((await ask(read, { id })).data?.['node']);
      return shown?.status;
    })
    .not.toBe('RUNNING');
  if (!shown) throw new Error('There is no such erasure.');
  return shown;
}

const everywhere = ['monri-1', 'verifone-1', 'banking-service'];

describe('erasing a person at every provider', () => {
  it('is planned, carried out as planned, and recorded', async () => {
    const customers = [...(await someone(everywhere)), await bambooId(2)];
    const { data: planned, errors } = await ask(plan, { customers });
    expect(errors).toBeUndefined();
    const { records } = Object(planned?.['planErasure']);
    expect(records.map(({ id, fate }: Record<string, unknown>) => [id, fate])).toEqual([
      [customers[0], 'RETAINED'],
      [customers[1], 'ERASED'],
      [customers[2], 'UNKNOWN'],
      [customers[3], 'ERASED'],
    ]);
    const before = graph.audited.length;
    const begun = await begin({ customers, idempotencyKey: 'person-1', reason: 'Asked by letter.' });
    expect(begun).toMatchObject({ __typename: 'EraseCustomersSuccess', replayed: false });
    const over = await finished(begun.erasure.id);
    expect(over.status).toBe('INCOMPLETE');
    for (const [index, record] of over.records.entries()) {
      const { paymentMethods } = records[index];
      expect(record.id).toBe(customers[index]);
      expect(record.nextTryAt).toBeNull();
      expect(record.steps.slice(0, -1).map(({ id }) => id)).toEqual(
        paymentMethods.map(({ id }: { id: string }) => id),
      );
    }
    const states = over.records.map(({ steps }) => steps.at(-1)?.['state']);
    expect(states).toEqual(['RETAINED', 'DONE', 'DONE', 'DONE']);
    const lines = graph.audited.slice(before).map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({
      action: 'eraseCustomers',
      objectId: begun.erasure.id,
      outcome: 'SUCCESS',
    });
    const recorded = lines.slice(1).map(({ objectId, outcome }) => `${objectId} ${outcome}`);
    const steps = over.records.flatMap((record) =>
      record.steps.map(({ id, state }) => `${String(id)} ${String(state)}`),
    );
    expect(recorded.toSorted()).toEqual(steps.toSorted());
    expect(new Set(lines.map(({ caller }) => caller)).size).toBe(1);
    expect(graph.audited.join('')).not.toContain('Asked by letter');
    expect(graph.defects).toEqual([]);
  });

  it('is planned as gone once it is, and erased again without a deletion', async () => {
    const customers = await someone(['verifone-1'], 1);
    await finished((await begin({ customers, idempotencyKey: 'first' })).erasure.id);
    const { data } = await ask(plan, { customers });
    expect(Object(data?.['planErasure']).records).toMatchObject([{ fate: 'ALREADY_GONE' }]);
    const arrivals = graph.watch();
    const again = await finished((await begin({ customers, idempotencyKey: 'second' })).erasure.id);
    expect(again).toMatchObject({ status: 'COMPLETE', records: [{ steps: [{ state: 'ALREADY_GONE' }] }] });
    expect(arrivals.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  it('is answered again under the same key, and refused under it for others', async () => {
    const customers = await someone(['verifone-1'], 2);
    const input = { customers, idempotencyKey: 'one-key' };
    const first = await begin(input);
    await finished(first.erasure.id);
    expect(await begin(input)).toMatchObject({ replayed: true, erasure: { id: first.erasure.id } });
    const others = await someone(['verifone-1'], 3);
    expect(await begin({ ...input, customers: others })).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('says why it waits while a provider is down', async () => {
    const customers = await someone(['verifone-2']);
    graph.fail('VERIFONE', () => ({ kind: 'answer', status: 503 }));
    const { erasure: begun } = await begin({ customers, idempotencyKey: 'down' });
    await expect
      .poll(async () => Object((await ask(read, { id: begun.id })).data?.['node']).records[0].steps[0].code)
      .toBe('PROVIDER_UNAVAILABLE');
    const { records } = Object((await ask(read, { id: begun.id })).data?.['node']);
    expect(records[0]).toMatchObject({
      nextTryAt: expect.any(String),
      steps: [{ state: 'PENDING', attempts: 0 }],
    });
    graph.fail('VERIFONE', null);
    expect(await finished(begun.id)).toMatchObject({ status: 'COMPLETE' });
  });
});

describe('what is refused', () => {
  it.each<[string, () => Promise<readonly string[]>, string[]]>([
    ['no customer', async () => [], ['customers']],
    [
      'one customer twice',
      async () => [...(await someone(['monri-1'])), ...(await someone(['monri-1']))],
      ['customers'],
    ],
    ['more than twenty', async () => Array.from({ length: 21 }, (_, index) => `x${index}`), ['customers']],
    ['what is no id', async () => ['x'], ['customers', '0']],
  ])('is an erasure, and a plan, of %s; nothing is sent', async (_whom, of, path) => {
    const customers = await of();
    const arrivals = graph.watch();
    const refused = await begin({ customers, idempotencyKey: 'refused' });
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path, code: 'MALFORMED' }] });
    const { data, errors } = await ask(plan, { customers });
    expect(data).toEqual({ planErasure: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' });
    expect(arrivals).toEqual([]);
  });

  it.each([
    ['a reason that is too long', { reason: 'x'.repeat(1001) }, 'INVALID_INPUT'],
    ['a card number in a reason', { reason: 'paid with 4111 1111 1111 1111' }, 'INVALID_INPUT'],
    ['a key with a space', { idempotencyKey: 'a key' }, 'INVALID_INPUT'],
  ])('is %s; nothing is sent', async (_what, changes, code) => {
    const customers = await someone(['monri-1'], 4);
    const arrivals = graph.watch();
    expect(await begin({ customers, idempotencyKey: 'bad-input', ...changes })).toMatchObject({ code });
    expect(arrivals).toEqual([]);
  });

  it('is everything of an erasure to those without its scope', async () => {
    const customers = await someone(['monri-1'], 5);
    expect(await begin({ customers, idempotencyKey: 'reader' }, 'reader')).toMatchObject({
      code: 'ACCESS_DENIED',
    });
    const { erasure: begun } = await begin({ customers, idempotencyKey: 'eraser' }, 'eraser');
    const { data, errors } = await ask(read, { id: begun.id }, 'reader');
    expect(data).toEqual({ node: null });
    expect(errors?.[0]?.extensions).toMatchObject({ requiredScopes: ['vault:erase'] });
    expect(await finished(begun.id)).toMatchObject({ status: 'INCOMPLETE' });
  });
});
