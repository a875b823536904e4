import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { everyWrite } from '../support/every-write.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { isWrite, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 200 })));
afterAll(() => graph.close());
afterEach(() => vi.useRealTimers());

const monri = { provider: 'MONRI', account: 'monri-1' } as const;
const ana = { fullName: 'Ana Horvat' };

const conflict = { __typename: 'IdempotencyConflictError', code: 'IDEMPOTENCY_CONFLICT' };
const otherInput = {
  ...conflict,
  message: 'This idempotency key was used with other input.',
  retryable: false,
};
const stillRunning = {
  ...conflict,
  message: 'A request with this idempotency key is still running.',
  retryable: true,
};

const isWriting = (request: string): boolean => !request.startsWith('GET ');

describe.each(everyWrite)('$write at $provider, sent again under its key', ({ provider, prepare }) => {
  it('gives the first outcome and says so, and nothing is written twice', async () => {
    const send = await prepare(graph);
    const key = crypto.randomUUID();
    const first = await watched(graph, () => send(key));
    const again = await watched(graph, () => send(key));
    expect(first.result).toMatchObject({ replayed: false });
    expect(again.result).toEqual({ ...first.result, replayed: true });
    expect([first, again].map(({ sent }) => sent.filter(isWriting).length)).toEqual([1, 0]);
  });

  it('is refused while it runs, and may be tried again', async () => {
    const send = await prepare(graph);
    const key = crypto.randomUUID();
    graph.fail(provider, (request) => (isWrite(request) ? { kind: 'slow', ms: 300 } : null));
    const arrived = graph.watch();
    const running = send(key);
    await expect.poll(() => arrived.some(({ method, url }) => isWrite({ method, url: url.href }))).toBe(true);
    expect(await send(key)).toEqual({ ...stillRunning, provider });
    const first = await running;
    graph.fail(provider, null);
    expect(first).toMatchObject({ replayed: false });
    expect(await send(key)).toEqual({ ...first, replayed: true });
  });
});

describe('a key', () => {
  it('belongs to its input: another customer, another account or another field is refused', async () => {
    const { createCustomer } = writesOf(graph);
    const keyed = { ...monri, idempotencyKey: 'order-1' };
    successOf(await createCustomer({ ...keyed, customer: ana }));
    const others = await watched(graph, async () => [
      await createCustomer({ ...keyed, customer: { fullName: 'Lucía' } }),
      await createCustomer({ ...keyed, customer: { ...ana, phone: '598 2' } }),
      await createCustomer({ ...keyed, customer: { ...ana, metadata: [{ key: 'a', value: 1 }] } }),
      await createCustomer({ ...keyed, account: 'monri-2', customer: ana }),
    ]);
    const refused = { ...otherInput, provider: 'MONRI' };
    expect(others).toEqual({ result: [refused, refused, refused, refused], sent: [] });
  });

  it('takes null for absent in the input of a new customer, and not in a patch', async () => {
    const { createCustomer, updateCustomer } = writesOf(graph);
    const keyed = { ...monri, idempotencyKey: 'order-2' };
    const first = successOf(await createCustomer({ ...keyed, customer: ana }));
    const same = await createCustomer({ ...keyed, customer: { ...ana, phone: null, billingAddress: null } });
    expect(same).toEqual({ ...first, replayed: true });
    const { id } = first.customer;
    successOf(await updateCustomer({ id, patch: ana, idempotencyKey: 'order-2' }));
    const other = await updateCustomer({ id, patch: { ...ana, phone: null }, idempotencyKey: 'order-2' });
    expect(other).toEqual({ ...otherInput, provider: 'MONRI' });
  });

  it('counts in one mutation: another can use it again', async () => {
    const { createCustomer, updateCustomer, deleteCustomer } = writesOf(graph);
    const idempotencyKey = 'order-3';
    const { customer } = successOf(await createCustomer({ ...monri, customer: ana, idempotencyKey }));
    const { id } = customer;
    const updated = successOf(await updateCustomer({ id, patch: { phone: '598 2' }, idempotencyKey }));
    const deleted = successOf(await deleteCustomer({ id, idempotencyKey }));
    expect([updated.replayed, deleted.replayed, deleted.alreadyDeleted]).toEqual([false, false, false]);
  });

  it('may be left out or null, and then every request counts', async () => {
    const { createCustomer } = writesOf(graph);
    const before = graph.keysOf('MONRI').length;
    for (const none of [{}, { idempotencyKey: null }, { idempotencyKey: null }])
      expect(await createCustomer({ ...monri, ...none, customer: ana })).toMatchObject({ replayed: false });
    expect(graph.keysOf('MONRI')).toHaveLength(before + 3);
  });

  it('is forgotten after 24 hours', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T12:00:00Z') });
    const { createCustomer } = writesOf(graph);
    const input = { ...monri, customer: ana, idempotencyKey: 'order-4' };
    const first = successOf(await createCustomer(input));
    vi.setSystemTime(new Date('2026-11-21T11:59:59Z'));
    expect(await createCustomer(input)).toEqual({ ...first, replayed: true });
    vi.setSystemTime(new Date('2026-11-21T12:00:00Z'));
    const again = successOf(await createCustomer(input));
    expect(again.replayed).toBe(false);
    expect(again.customer.id).not.toBe(first.customer.id);
  });

  it.each(['!', '~'.repeat(255), '7f1c/Order:1'])('may be %j', async (idempotencyKey) => {
    const { createCustomer } = writesOf(graph);
    const input = { ...monri, customer: ana, idempotencyKey };
    const { customer } = successOf(await createCustomer(input));
    expect(successOf(await createCustomer(input))).toEqual({
      __typename: 'CreateCustomerSuccess',
      customer,
      replayed: true,
    });
  });

  it.each(['', ' ', 'two words', 'line\nbreak', 'naïve', 'x'.repeat(256)])(
    'may not be %j, and nothing is sent',
    async (idempotencyKey) => {
      const { createCustomer } = writesOf(graph);
      const message = 'idempotencyKey must be 1 to 255 visible ASCII characters.';
      expect(await watched(graph, () => createCustomer({ ...monri, customer: ana, idempotencyKey }))).toEqual(
        {
          result: {
            __typename: 'InvalidInputError',
            message,
            code: 'INVALID_INPUT',
            retryable: false,
            provider: null,
            issues: [{ path: ['idempotencyKey'], code: 'MALFORMED', message }],
          },
          sent: [],
        },
      );
    },
  );
});

describe('an outcome given again', () => {
  it('has the record as it is now', async () => {
    const { createCustomer, updateCustomer } = writesOf(graph);
    const input = { ...monri, customer: ana, idempotencyKey: 'order-5' };
    const { id } = successOf(await createCustomer(input)).customer;
    const first = { id, patch: { phone: '598 2' }, idempotencyKey: 'order-5' };
    await updateCustomer(first);
    const { customer } = successOf(await updateCustomer({ id, patch: { email: 'ana@example.com' } }));
    const { providerCustomerId } = readFragment(writtenCustomer, customer);
    expect(await watched(graph, () => createCustomer(input))).toEqual({
      result: { __typename: 'CreateCustomerSuccess', customer, replayed: true },
      sent: [`GET /v2/customers/${providerCustomerId}`],
    });
    expect(successOf(await updateCustomer(first))).toEqual({
      __typename: 'UpdateCustomerSuccess',
      customer,
      replayed: true,
    });
  });

  it('is not a failure if the record cannot be read now, and is answered once it can', async () => {
    const { createCustomer } = writesOf(graph);
    const input = { ...monri, customer: ana, idempotencyKey: 'order-6' };
    const first = successOf(await createCustomer(input));
    graph.fail('MONRI', () => ({ kind: 'answer', status: 503 }));
    const { result, sent } = await watched(graph, () => createCustomer(input));
    graph.fail('MONRI', null);
    expect(result).toEqual({
      __typename: 'OutcomeUnknownError',
      message: 'The write was carried out before, but its record could not be read now: repeat the request.',
      code: 'OUTCOME_UNKNOWN',
      retryable: true,
      provider: 'MONRI',
      mayDuplicate: false,
    });
    expect(sent.filter(isWriting)).toEqual([]);
    expect(await createCustomer(input)).toEqual({ ...first, replayed: true });
  });
});
