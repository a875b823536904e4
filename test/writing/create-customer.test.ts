import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { wholeCustomers } from '../support/whole-customers.ts';
import { blankCustomer, customerBack, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const allNull = {
  merchantReference: null,
  firstName: null,
  lastName: null,
  fullName: null,
  company: null,
  email: null,
  phone: null,
  description: null,
  title: null,
  workPhone: null,
  language: null,
  companyRegistrationNumber: null,
  taxIdentifier: null,
  middleName: null,
  billingPhone: null,
  shippingFirstName: null,
  shippingMiddleName: null,
  shippingLastName: null,
  shippingPhone: null,
  billingAddress: null,
  shippingAddress: null,
  metadata: null,
} as const;

describe.each(wholeCustomers)(
  'a new customer at $place.provider',
  ({ place: { provider, account, index }, customer, kept, least, blank, sent }) => {
    const held = {
      ...blankCustomer,
      id: expect.stringMatching(/^[\w-]+$/),
      providerCustomerId: expect.stringMatching(/^[\w-]+$/),
      provider,
      account: { key: account },
    };

    it('holds every field that was given, is answered whole and is read back the same, in one call', async () => {
      const { createCustomer } = writesOf(graph);
      const created = await watched(graph, () => createCustomer({ provider, account, customer }));
      expect(created).toEqual({
        result: { __typename: 'CreateCustomerSuccess', replayed: false, customer: { ...held, ...kept } },
        sent: [sent],
      });
      const written = readFragment(writtenCustomer, successOf(created.result).customer);
      expect(await customerBack(graph, written.id)).toEqual(written);
      expect(graph.keysOf(provider, index)).toContain(written.providerCustomerId);
    });

    it('takes null for absent in every field, and for what the provider does not support', async () => {
      const { createCustomer } = writesOf(graph);
      const result = await createCustomer({ provider, account, customer: { ...allNull, ...least } });
      expect(result).toEqual({
        __typename: 'CreateCustomerSuccess',
        replayed: false,
        customer: { ...held, ...blank },
      });
      const { customer: written } = successOf(result);
      expect(await customerBack(graph, written.id)).toEqual(written);
    });

    it('takes an empty address and an empty list of metadata for absent', async () => {
      const empty = { billingAddress: {}, shippingAddress: { city: null }, metadata: [] };
      const { createCustomer } = writesOf(graph);
      const result = await createCustomer({ provider, account, customer: { ...least, ...empty } });
      expect(successOf(result).customer).toEqual({ ...held, ...blank });
    });

    it('gets a new id, however often the same is created without a key', async () => {
      const { createCustomer } = writesOf(graph);
      const before = graph.keysOf(provider, index).length;
      const twin = { provider, account, customer: least };
      const results = [successOf(await createCustomer(twin)), successOf(await createCustomer(twin))];
      expect(results.map(({ replayed }) => replayed)).toEqual([false, false]);
      expect(new Set(results.map(({ customer: { id } }) => id)).size).toBe(2);
      expect(graph.keysOf(provider, index)).toHaveLength(before + 2);
    });
  },
);

it('has the request id of its answer in a failure', async () => {
  const query = 'mutation { deleteCustomer(input: { id: "x" }) { ... on VaultError { requestId } } }';
  const { data, extensions } = await (await graph.send({ query })).json();
  expect(extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(data).toEqual({ deleteCustomer: { requestId: extensions.requestId } });
});
