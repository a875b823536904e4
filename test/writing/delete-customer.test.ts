import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BambooSwitches } from '../../src/emulators/bamboo/emulator.ts';
import type { BankingserviceSwitches } from '../../src/emulators/bankingservice/emulator.ts';
import type { MonriSwitches } from '../../src/emulators/monri/emulator.ts';
import { graphql } from '../graphql/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { sealing } from '../support/sealing.ts';
import { anyCustomer, customerBack, fieldOf, watched, writesOf, type Place } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

function switchesOf(provider: string): object {
  const running = graph.emulators.find((candidate) => candidate.provider === provider);
  return running?.emulator.switches ?? {};
}

interface Case {
  readonly place: Place & { readonly index: number };
  readonly retention: string;
  /** A key that does not exist. */
  readonly key: string;
  /** How the provider may answer about a missing record. */
  readonly switches?: readonly Partial<MonriSwitches | BambooSwitches | BankingserviceSwitches>[];
  /** How many requests a deletion takes, and how many the deletion of a missing record. */
  readonly calls: readonly [number, number];
}

const uuid = '00000000-0000-4000-8000-000000000000';

const cases: readonly Case[] = [
  {
    place: { provider: 'BAMBOO', account: 'bamboo', index: 0 },
    retention: 'ERASED',
    key: 'unknown@example.com',
    switches: [{ unknownCustomerStatus: 200 }, { unknownCustomerStatus: 404 }],
    calls: [1, 1],
  },
  {
    place: { provider: 'BANKING_SERVICE', account: 'banking-service', index: 0 },
    retention: 'UNKNOWN',
    key: 'customer_00',
    switches: [{ unknownCustomerStatus: 404 }, { unknownCustomerStatus: 400 }],
    // After a 400 the record is read.
    calls: [1, 2],
  },
  {
    place: { provider: 'MONRI', account: 'monri-2', index: 1 },
    retention: 'RETAINED',
    key: uuid,
    switches: [{ notFoundStatus: 400 }, { notFoundStatus: 404 }],
    calls: [2, 1],
  },
  {
    place: { provider: 'VERIFONE', account: 'verifone-2', index: 1 },
    retention: 'ERASED',
    key: uuid,
    // The record is looked at first: it may be another organisation's.
    calls: [2, 1],
  },
];

const capability = graphql(`
  query DeletionBefore($provider: PaymentProviderCode!) {
    paymentProvider(code: $provider) {
      delete: capability(of: DELETE_CUSTOMER) {
        deletion {
          retention
          paymentMethods
        }
      }
      read: capability(of: READ_CUSTOMER) {
        deletion {
          retention
        }
      }
    }
  }
`);

describe.each(cases)(
  'a customer deleted at $place.provider',
  ({ place, retention, key, switches, calls }) => {
    const deleted = {
      __typename: 'DeleteCustomerSuccess',
      alreadyDeleted: false,
      retention,
      paymentMethods: 'UNKNOWN',
      replayed: false,
    };

    it("comes to what the provider's capability said before", async () => {
      const variables = { provider: place.provider };
      const found = fieldOf(await graph.query(capability, variables), 'paymentProvider');
      expect(found).toEqual({
        delete: { deletion: { retention, paymentMethods: deleted.paymentMethods } },
        read: { deletion: null },
      });
    });

    it('is deleted, and deleting it twice succeeds and says so', async () => {
      const { deleteCustomer } = writesOf(graph);
      const { id } = await anyCustomer(graph, place);
      const [gone] = graph.keysOf(place.provider, place.index);
      const first = await watched(graph, () => deleteCustomer({ id }));
      expect(first.result).toEqual({ ...deleted, deletedCustomerId: id });
      expect(first.sent).toHaveLength(calls[0]);
      expect(graph.keysOf(place.provider, place.index)).not.toContain(gone);
      expect(await customerBack(graph, id)).toBeNull();
      const second = await watched(graph, () => deleteCustomer({ id }));
      expect(second.result).toEqual({ ...deleted, deletedCustomerId: id, alreadyDeleted: true });
      expect(second.sent).toHaveLength(calls[1]);
    });

    it.each(switches ?? [{}])('counts as already deleted if it never existed: %j', async (chosen) => {
      Object.assign(switchesOf(place.provider), chosen);
      const id = sealing().seal({ type: 'Customer', account: place.account, key });
      const before = graph.keysOf(place.provider, place.index).length;
      const { deleteCustomer } = writesOf(graph);
      expect(await deleteCustomer({ id })).toEqual({
        ...deleted,
        deletedCustomerId: id,
        alreadyDeleted: true,
      });
      expect(graph.keysOf(place.provider, place.index)).toHaveLength(before);
    });

    it('is answered again under its key, without asking the provider', async () => {
      const { deleteCustomer } = writesOf(graph);
      const { id } = await anyCustomer(graph, place);
      const idempotencyKey = `delete-${place.account}`;
      await deleteCustomer({ id, idempotencyKey });
      const { result, sent } = await watched(graph, () => deleteCustomer({ id, idempotencyKey }));
      expect(result).toEqual({ ...deleted, deletedCustomerId: id, replayed: true });
      expect(sent).toEqual([]);
    });
  },
);

describe('a patch of a deleted customer', () => {
  it.each([
    ['BANKING_SERVICE', 'banking-service', 0],
    ['VERIFONE', 'verifone-2', 1],
  ] as const)('finds nothing: %s', async (provider, account, index) => {
    const { deleteCustomer, updateCustomer } = writesOf(graph);
    const { id } = await anyCustomer(graph, { provider, account, index });
    await deleteCustomer({ id });
    const { result, sent } = await watched(graph, () =>
      updateCustomer({ id, patch: { email: 'ana@example.com' } }),
    );
    expect(result).toEqual({
      __typename: 'NotFoundError',
      message: 'The provider has no such customer.',
      code: 'NOT_FOUND',
      retryable: false,
      provider,
    });
    expect(sent).toEqual([expect.stringMatching(/^GET /)]);
  });
});

const kept = graphql(`
  query DeletedCustomer($id: ID!) {
    customer(by: { id: $id }, includeDeleted: true) {
      id
      details {
        ... on MonriCustomerDetails {
          deletedAt
        }
      }
    }
  }
`);

it('is kept by Monri with the time of its deletion', async () => {
  const { id } = await anyCustomer(graph, { provider: 'MONRI', account: 'monri-1' });
  const before = Math.trunc(Date.now() / 1000) * 1000;
  await writesOf(graph).deleteCustomer({ id });
  expect(fieldOf(await graph.query(kept, { id }), 'customer')).toEqual({
    id,
    details: { deletedAt: expect.toSatisfy((time: string) => Date.parse(time) >= before) },
  });
});
