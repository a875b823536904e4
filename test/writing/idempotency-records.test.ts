import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, readFragment } from '../graphql/index.ts';
import { everyWrite } from '../support/every-write.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { sameTenant } from '../support/tenants.ts';
import { bankingService, verifone } from '../support/whole-customers.ts';
import { successOf, watched, writesOf } from '../support/writing.ts';

let folder: string;
let graph: RunningGraph;
let store: { readonly type: 'sqlite'; readonly path: string };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outcomes-'));
  store = { type: 'sqlite', path: join(folder, 'outcomes.db') };
  graph = await startGraph({ store });
});
afterAll(async () => {
  await graph.close();
  await rm(folder, { recursive: true });
});

graphql(`
  fragment CreatedUnderKey on CreateCustomerSuccess {
    replayed
    customer {
      id
      fullName
    }
  }
`);

const otherUnderKey = graphql(`
  fragment OtherUnderKey on Mutation {
    other: createCustomer(input: $other) {
      ...CreatedUnderKey
    }
  }
`);

const twice = graphql(`
  mutation TwiceUnderOneKey($one: CreateCustomerInput!, $other: CreateCustomerInput!) {
    one: createCustomer(input: $one) {
      ...CreatedUnderKey
    }
    ...OtherUnderKey
  }
`);

const twoMutations = graphql(`
  mutation TwoMutationsUnderOneKey($create: CreateCustomerInput!, $update: UpdateCustomerInput!) {
    createCustomer(input: $create) {
      ...CreatedUnderKey
    }
    updateCustomer(input: $update) {
      ... on UpdateCustomerSuccess {
        replayed
        customer {
          id
          fullName
        }
      }
    }
  }
`);

const monri = { provider: 'MONRI', account: 'monri-1' } as const;

describe('one key in one document', () => {
  it('does not collide in two aliased fields, and each gives its own outcome again', async () => {
    const keyed = { ...monri, idempotencyKey: 'twice' };
    const one = { ...keyed, customer: { fullName: 'Ana' } };
    const other = { ...keyed, customer: { fullName: 'Lucía' } };
    const told = (fullName: string, replayed: boolean) => ({
      replayed,
      customer: { id: expect.stringMatching(/^[\w-]+$/), fullName },
    });
    const first = await graph.query(twice, { one, other });
    expect(first.data).toEqual({ one: told('Ana', false), other: told('Lucía', false) });
    const second = await graph.query(twice, { one, other });
    expect(second.data).toEqual({
      one: { ...first.data?.one, replayed: true },
      other: { ...readFragment(otherUnderKey, first.data)?.other, replayed: true },
    });
  });

  it('makes two records of the same input in two aliased fields', async () => {
    const same = { ...monri, customer: { fullName: 'Ana' }, idempotencyKey: 'same' };
    const before = graph.keysOf('MONRI').length;
    await graph.query(twice, { one: same, other: same });
    await graph.query(twice, { one: same, other: same });
    expect(graph.keysOf('MONRI')).toHaveLength(before + 2);
  });

  it('does not collide in two different mutations', async () => {
    const idempotencyKey = 'two-mutations';
    const created = await writesOf(graph).createCustomer({ ...monri, customer: { fullName: 'Mila' } });
    const { id } = successOf(created).customer;
    const { data, errors } = await graph.query(twoMutations, {
      create: { ...monri, customer: { fullName: 'Ana' }, idempotencyKey },
      update: { id, patch: { fullName: 'Lucía' }, idempotencyKey },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      createCustomer: {
        replayed: false,
        customer: { id: expect.stringMatching(/^[\w-]+$/), fullName: 'Ana' },
      },
      updateCustomer: { replayed: false, customer: { id, fullName: 'Lucía' } },
    });
  });
});

describe('a record that is deleted before its creation is asked for again', () => {
  it.each([verifone, bankingService])(
    'is told as a refusal, and nothing is created: $place.provider',
    async ({ place: { provider, account, index }, least }) => {
      const { createCustomer, deleteCustomer } = writesOf(graph);
      const input = { provider, account, customer: least, idempotencyKey: crypto.randomUUID() };
      const { id } = successOf(await createCustomer(input)).customer;
      await deleteCustomer({ id });
      const before = graph.keysOf(provider, index).length;
      expect(await createCustomer(input)).toEqual({
        __typename: 'ProviderRejectedError',
        message: 'The provider refused the request.',
        code: 'PROVIDER_REJECTED',
        retryable: false,
        provider,
        providerErrorCode: null,
        providerRequestId: null,
        issues: [],
      });
      expect(graph.keysOf(provider, index)).toHaveLength(before);
      expect(graph.defects).toEqual([]);
    },
  );

  it('is told as it is kept where the provider keeps it', async () => {
    const { createCustomer, deleteCustomer } = writesOf(graph);
    const input = { ...monri, customer: { fullName: 'Ana' }, idempotencyKey: crypto.randomUUID() };
    const { id } = successOf(await createCustomer(input)).customer;
    await deleteCustomer({ id });
    expect(successOf(await createCustomer(input))).toMatchObject({
      replayed: true,
      customer: { id, details: { deletedAt: expect.stringMatching(/Z$/) } },
    });
  });

  it.each([verifone, bankingService])(
    'is not found where a patch is asked for again: $place.provider',
    async ({ place: { provider, account }, least }) => {
      const { createCustomer, updateCustomer, deleteCustomer } = writesOf(graph);
      const { id } = successOf(await createCustomer({ provider, account, customer: least })).customer;
      const input = { id, patch: { phone: '598 2' }, idempotencyKey: crypto.randomUUID() };
      successOf(await updateCustomer(input));
      await deleteCustomer({ id });
      expect(await updateCustomer(input)).toEqual({
        __typename: 'NotFoundError',
        message: 'The customer was written, and has been deleted since.',
        code: 'NOT_FOUND',
        retryable: false,
        provider,
      });
    },
  );
});

describe('outcomes in a file', () => {
  it('are given again after a restart', async () => {
    const { createCustomer } = writesOf(graph);
    const input = { ...monri, customer: { fullName: 'Ana' }, idempotencyKey: 'restart' };
    const first = successOf(await createCustomer(input));
    const restarted = await startGraph({ store, tenants: [sameTenant(graph)] });
    expect(await writesOf(restarted).createCustomer(input)).toEqual({ ...first, replayed: true });
    await restarted.close();
  });

  it.each(everyWrite)('that cannot be reached let no keyed write leave: $write at $provider', async (one) => {
    const send = await one.prepare(graph);
    const key = crypto.randomUUID();
    const blocker = new DatabaseSync(store.path);
    blocker.exec('BEGIN IMMEDIATE');
    const { result, sent } = await watched(graph, () => send(key));
    blocker.exec('ROLLBACK');
    blocker.close();
    expect(result).toEqual({
      __typename: 'UnavailableError',
      message: 'The store of outcomes could not be reached; nothing was sent.',
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      provider: null,
      retryAt: null,
    });
    expect(sent).toEqual([]);
    expect(successOf(await send(key))).toMatchObject({ replayed: false });
  });
});
