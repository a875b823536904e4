import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bambooOf } from '../support/bamboo.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { customerBack, isWrite, kindOf, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenLink } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const monri = { provider: 'MONRI', account: 'monri-1' } as const;

const alreadyExists = {
  __typename: 'AlreadyExistsError',
  message: 'A record with this reference exists.',
  code: 'ALREADY_EXISTS',
  retryable: false,
};

async function createGuest(merchantReference: string) {
  const customer = { merchantReference, fullName: 'Ana Horvat' };
  return successOf(await writesOf(graph).createCustomer({ ...monri, customer })).customer;
}

describe('a reference that is taken at Monri', () => {
  it('is the answer to a new customer, with the one that exists, and nothing is created', async () => {
    const existing = await createGuest('guest-1');
    const before = graph.keysOf('MONRI').length;
    const customer = { merchantReference: 'guest-1', fullName: 'Lucía' };
    expect(await writesOf(graph).createCustomer({ ...monri, customer })).toEqual({
      ...alreadyExists,
      provider: 'MONRI',
      existing,
    });
    expect(graph.keysOf('MONRI')).toHaveLength(before);
  });

  it('is the answer to a patch, with the one that exists, and nothing is changed', async () => {
    const existing = await createGuest('guest-2');
    const other = await createGuest('guest-3');
    const patch = { merchantReference: 'guest-2', phone: '598 2' };
    expect(await writesOf(graph).updateCustomer({ id: other.id, patch })).toEqual({
      ...alreadyExists,
      provider: 'MONRI',
      existing,
    });
    expect(await customerBack(graph, other.id)).toEqual(other);
  });

  it('is answered again under its key, with the one that exists as it is now', async () => {
    const existing = await createGuest('guest-4');
    const { createCustomer, updateCustomer } = writesOf(graph);
    const input = { ...monri, customer: { merchantReference: 'guest-4' }, idempotencyKey: 'taken' };
    expect(await createCustomer(input)).toEqual({ ...alreadyExists, provider: 'MONRI', existing });
    const { customer } = successOf(await updateCustomer({ id: existing.id, patch: { phone: '598 2' } }));
    expect(await watched(graph, () => createCustomer(input))).toEqual({
      result: { ...alreadyExists, provider: 'MONRI', existing: customer },
      sent: ['GET /v2/merchants/customers/guest-4'],
    });
  });

  it.each([
    ['is a success if it is the caller’s own, whose answer was lost', {}, 'CreateCustomerSuccess'],
    ['stays refused if it is another’s', { fullName: 'Lucía' }, 'AlreadyExistsError'],
  ])('%s', async (_name, others, type) => {
    const customer = { merchantReference: crypto.randomUUID(), fullName: 'Ana Horvat' };
    const input = { ...monri, customer, idempotencyKey: crypto.randomUUID() };
    const { createCustomer } = writesOf(graph);
    const isOwn = type === 'CreateCustomerSuccess';
    graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'cut', after: isOwn } : null));
    expect(kindOf(await createCustomer(input))).toBe('OutcomeUnknownError');
    graph.fail('MONRI', null);
    if (!isOwn) successOf(await createCustomer({ ...monri, customer: { ...customer, ...others } }));
    const before = graph.keysOf('MONRI').length;
    expect(kindOf(await createCustomer(input))).toBe(type);
    expect(graph.keysOf('MONRI')).toHaveLength(before);
  });

  it('is free again once its customer is deleted', async () => {
    const { id } = await createGuest('guest-5');
    await writesOf(graph).deleteCustomer({ id });
    expect((await createGuest('guest-5')).id).not.toBe(id);
  });

  it('has no existing customer if none can be found', async () => {
    const body = '{"status":"invalid-request","message":"Customer already exists"}';
    graph.fail('MONRI', (request) => (isWrite(request) ? { kind: 'answer', status: 400, body } : null));
    const { createCustomer } = writesOf(graph);
    const results = [
      await createCustomer({ ...monri, customer: { fullName: 'Ana' } }),
      await createCustomer({ ...monri, customer: { merchantReference: 'unknown’s' } }),
    ];
    graph.fail('MONRI', null);
    const expected = { ...alreadyExists, provider: 'MONRI', existing: null };
    expect(results).toEqual([expected, expected]);
  });
});

describe('a reference that is taken at Bamboo', () => {
  it('is the answer to a registration, with the one that exists, if Bamboo refuses it', async () => {
    bambooOf(graph).switches.refusesKnownIdentifiers = true;
    const { createRegistrationLink } = writesOf(graph);
    const input = { provider: 'BAMBOO', customer: { merchantReference: 'guest-1' } } as const;
    const created = successOf(await createRegistrationLink(input));
    const { customer } = readFragment(writtenLink, created.registrationLink);
    expect(await createRegistrationLink(input)).toEqual({
      ...alreadyExists,
      provider: 'BAMBOO',
      existing: customer,
    });
    expect(customer).not.toBeNull();
    bambooOf(graph).switches.refusesKnownIdentifiers = false;
  });
});
