import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerPatchInput } from '../graphql/graphql.ts';
import { everyWrite } from '../support/every-write.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { bankingService, monri, verifone } from '../support/whole-customers.ts';
import { customerBack, isWrite, kindOf, successOf, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 100 });
  // So that what is not kept apart overlaps for sure.
  for (const provider of ['MONRI', 'VERIFONE', 'BANKING_SERVICE', 'BAMBOO'])
    graph.fail(provider, () => ({ kind: 'slow', ms: 5 }));
});
afterAll(() => graph.close());

const address = (street: string) => ({ lines: [street], countryCode: 'UY' });

const common: readonly CustomerPatchInput[] = [
  { firstName: 'Lucía' },
  { lastName: "O'Neill" },
  { company: 'Cobalt' },
  { email: 'lucia@example.com' },
  { phone: '598 2' },
  { billingAddress: address('Rambla 3') },
];

describe('twenty patches at once', () => {
  it.each([
    {
      ...verifone,
      patches: [
        ...common,
        { shippingAddress: address('Rambla 4') },
        { title: 'Dr.' },
        { workPhone: '598 4' },
        { language: 'es' },
        { companyRegistrationNumber: '7' },
        { taxIdentifier: '77' },
        { middleName: '7' },
        { billingPhone: '7' },
        { shippingFirstName: '7' },
        { shippingMiddleName: '7' },
        { shippingLastName: '7' },
        { shippingPhone: '7' },
      ],
    },
    { ...bankingService, patches: common },
    {
      ...monri,
      patches: [
        { fullName: 'Lucía' },
        { email: 'lucia@example.com' },
        { phone: '598 2' },
        { description: 'Gone' },
        { billingAddress: address('Rambla 3') },
        ...Array.from({ length: 15 }, (_, index) => ({
          metadata: { set: [{ key: `k${index}`, value: index }] },
        })),
      ],
    },
  ])('of different fields of one record all survive: $place.provider', async ({ place, least, patches }) => {
    const { provider, account } = place;
    const { createCustomer, updateCustomer } = writesOf(graph);
    const { customer: created } = successOf(await createCustomer({ provider, account, customer: least }));
    const { customer: expected } = successOf(await createCustomer({ provider, account, customer: least }));
    const twenty = Array.from({ length: 20 }, (_, index) => patches[index % patches.length] ?? {});

    const results = await Promise.all(twenty.map((patch) => updateCustomer({ id: created.id, patch })));
    expect(results.map(({ __typename }) => __typename)).toEqual(Array(20).fill('UpdateCustomerSuccess'));

    for (const patch of patches) await updateCustomer({ id: expected.id, patch });
    const own = { id: '', providerCustomerId: '', createdAt: '', updatedAt: '' };
    const after = await customerBack(graph, created.id);
    expect({ ...after, ...own }).toEqual({ ...(await customerBack(graph, expected.id)), ...own });
    expect(after).not.toMatchObject({ phone: null });
  });

  it.each([monri, verifone, bankingService])(
    'of one record and a deletion of it run one after another: $place.provider',
    async ({ place: { provider, account }, least }) => {
      const { createCustomer, updateCustomer, deleteCustomer } = writesOf(graph);
      const { id } = successOf(await createCustomer({ provider, account, customer: least })).customer;
      const seen = graph.watch();
      const [updated, deleted, late] = await Promise.all([
        updateCustomer({ id, patch: { email: 'lucia@example.com' } }),
        deleteCustomer({ id }),
        updateCustomer({ id, patch: { phone: '598 2' } }),
      ]);
      expect(Math.max(...seen.map(({ inFlight }) => inFlight))).toBe(1);
      expect(successOf(updated).replayed).toBe(false);
      expect(successOf(deleted).alreadyDeleted).toBe(false);
      // Monri keeps deleted records, and refuses to change them.
      expect(kindOf(late)).toBe(provider === 'MONRI' ? 'ProviderRejectedError' : 'NotFoundError');
    },
  );

  it('of two records do not wait for each other', async () => {
    const { createCustomer, updateCustomer } = writesOf(graph);
    const { provider, account } = bankingService.place;
    const customers = [{}, {}].map(async (customer) => createCustomer({ provider, account, customer }));
    const ids = (await Promise.all(customers)).map((result) => successOf(result).customer.id);
    const seen = graph.watch();
    await Promise.all(ids.map((id) => updateCustomer({ id, patch: { phone: '598 2' } })));
    expect(Math.max(...seen.map(({ inFlight }) => inFlight))).toBeGreaterThan(1);
  });
});

describe('twenty identical writes at once under one key', () => {
  it.each(everyWrite)('are one: $write at $provider', async ({ provider, prepare }) => {
    const send = await prepare(graph);
    const key = crypto.randomUUID();
    const seen = graph.watch();
    const results = await Promise.all(Array.from({ length: 20 }, () => send(key)));
    expect(seen.filter(({ method, url: { href } }) => isWrite({ method, url: href }))).toHaveLength(1);

    const conflicts = results.filter(({ __typename }) => __typename === 'IdempotencyConflictError');
    const successes = results.filter(({ __typename }) => __typename.endsWith('Success'));
    expect(conflicts.length + successes.length).toBe(20);
    for (const conflict of conflicts) expect(conflict).toMatchObject({ provider, retryable: true });
    expect(successes.filter((success) => 'replayed' in success && success.replayed === false)).toHaveLength(
      1,
    );

    const [first] = successes;
    expect(await send(key)).toEqual({ ...first, replayed: true });
  });

  it.each([monri, verifone, bankingService])(
    'make one record: $place.provider',
    async ({ place: { provider, account, index }, least }) => {
      const { createCustomer } = writesOf(graph);
      const before = graph.keysOf(provider, index).length;
      const input = { provider, account, customer: least, idempotencyKey: `twenty-at-${account}` };
      const results = await Promise.all(Array.from({ length: 20 }, () => createCustomer(input)));
      const ids = results.flatMap((result) => ('customer' in result ? [result.customer.id] : []));
      expect(new Set(ids).size).toBe(1);
      expect(graph.keysOf(provider, index)).toHaveLength(before + 1);
    },
  );
});
