import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../graphql/index.ts';
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

const twice = graphql(`
  mutation TwiceUnderOneKey($one: CreateCustomerInput!, $other: CreateCustomerInput!) {
    one: createCustomer(input: $one) {
      __typename
      ... on CreateCustomerSuccess {
        replayed
        customer {
          id
          fullName
        }
      }
      ... on VaultError {
        message
      }
    }
    other: createCustomer(input: $other) {
      __typename
      ... on CreateCustomerSuccess {
        replayed
        customer {
          id
          fullName
        }
      }
      ... on VaultError {
        message
      }
    }
  }
`);

const twoMutations = graphql(`
  mutation TwoMutationsUnderOneKey($create: CreateCustomerInput!, $update: UpdateCustomerInput!) {
    createCustomer(input: $create) {
      ... on CreateCustomerSuccess {
        replayed
        customer {
          id
          fullName
        }
      }
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
  it('is one under two aliases: the same input gives its outcome again, and makes one record', async () => {
    const same = { ...monri, customer: { fullName: 'Ana' }, idempotencyKey: 'same' };
    const before = graph.keysOf('MONRI').length;
    const { data } = await graph.query(twice, { one: same, other: same });
    const customer = { id: expect.stringMatching(/^[\w-]+$/), fullName: 'Ana' };
    expect(data?.one).toEqual({ __typename: 'CreateCustomerSuccess', replayed: false, customer });
    expect(data?.other).toEqual({ ...data?.one, replayed: true });
    expect(graph.keysOf('MONRI')).toHaveLength(before + 1);
  });

  it('is refused under a second alias for other input', async () => {
    const keyed = { ...monri, idempotencyKey: 'twice' };
    const one = { ...keyed, customer: { fullName: 'Ana' } };
    const { data } = await graph.query(twice, { one, other: { ...keyed, customer: { fullName: 'Lucía' } } });
    expect(data?.one).toMatchObject({ replayed: false });
    expect(data?.other).toEqual({
      __typename: 'IdempotencyConflictError',
      message: 'This idempotency key was used with other input.',
    });
  });

  it('is the same with a second create beside it as without', async () => {
    const one = { ...monri, customer: { fullName: 'Ana' }, idempotencyKey: 'beside' };
    const other = { ...monri, customer: { fullName: 'Lucía' } };
    const first = successOf(await writesOf(graph).createCustomer(one));
    const { data } = await graph.query(twice, { one, other });
    expect(data?.one).toMatchObject({ replayed: true, customer: { id: first.customer.id } });
    expect(data?.other).toMatchObject({ replayed: false });
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
    'is answered as created and deleted since, and nothing is created: $place.provider',
    async ({ place: { provider, account, index }, least }) => {
      const { createCustomer, deleteCustomer } = writesOf(graph);
      const input = { provider, account, customer: least, idempotencyKey: crypto.randomUUID() };
      const { id } = successOf(await createCustomer(input)).customer;
      await deleteCustomer({ id });
      const before = graph.keysOf(provider, index).length;
      expect(await createCustomer(input)).toEqual({
        __typename: 'NotFoundError',
        message: 'The customer was written, and has been deleted since.',
        code: 'NOT_FOUND',
        retryable: false,
        provider,
      });
      expect(graph.keysOf(provider, index)).toHaveLength(before);
      expect(graph.defects).toEqual([]);
    },
  );

  it('is answered as it is now if the provider still has it', async () => {
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
    'is not found if a patch is asked for again: $place.provider',
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
      message: 'The store could not be reached; nothing was sent.',
      code: 'STORE_UNAVAILABLE',
      retryable: true,
      provider: null,
      retryAt: null,
    });
    expect(sent).toEqual([]);
    expect(successOf(await send(key))).toMatchObject({ replayed: false });
  });
});
