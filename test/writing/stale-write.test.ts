import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../src/emulators/kit/faults.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { sealing } from '../support/sealing.ts';
import { bankingService, monri, verifone } from '../support/whole-customers.ts';
import { customerBack, isWrite, kindOf, successOf, watched, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const noon = new Date('2026-11-20T12:00:00.000Z');
const minuteLater = new Date('2026-11-20T12:01:00.000Z');
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => void vi.useRealTimers());

describe.each([monri, verifone])(
  'ifUnchangedSince at $place.provider',
  ({ place: { provider, account }, least }) => {
    const create = async () => {
      const created = await writesOf(graph).createCustomer({ provider, account, customer: least });
      return readFragment(writtenCustomer, successOf(created).customer);
    };

    it.each(['2026-11-20T12:00:00Z', '2026-11-20T13:00:00+01:00', '2026-11-20T12:00:01Z', null])(
      'lets a patch through if the record has not changed since %s',
      async (ifUnchangedSince) => {
        const { id } = await create();
        vi.setSystemTime(minuteLater);
        const { updateCustomer } = writesOf(graph);
        const patch = { email: 'ana@example.com' };
        const { customer } = successOf(await updateCustomer({ id, patch, ifUnchangedSince }));
        const { email, updatedAt } = readFragment(writtenCustomer, customer);
        expect([email, updatedAt]).toEqual(['ana@example.com', minuteLater.toISOString()]);
      },
    );

    it('refuses a patch if the record has changed since, and shows it as it is now', async () => {
      const { id, updatedAt } = await create();
      const { updateCustomer } = writesOf(graph);
      vi.setSystemTime(minuteLater);
      const { customer: current } = successOf(await updateCustomer({ id, patch: { phone: '598 2' } }));
      const patch = { email: 'ana@example.com' };
      const late = await watched(graph, () => updateCustomer({ id, patch, ifUnchangedSince: updatedAt }));
      expect(late.result).toEqual({
        __typename: 'StaleWriteError',
        message: 'The record changed in between; read it again first.',
        code: 'STALE_WRITE',
        retryable: false,
        provider,
        current,
      });
      expect(late.sent).toEqual([expect.stringMatching(/^GET /)]);
      expect(await customerBack(graph, id)).toEqual(current);
    });

    it('keeps nothing of a refusal under the key', async () => {
      const { id, updatedAt } = await create();
      const { updateCustomer } = writesOf(graph);
      vi.setSystemTime(minuteLater);
      await updateCustomer({ id, patch: { phone: '598 2' } });
      const patch = { email: 'ana@example.com' };
      const keyed = { id, patch, idempotencyKey: `${provider}-stale` };
      const stale = await updateCustomer({ ...keyed, ifUnchangedSince: updatedAt });
      expect(kindOf(stale)).toBe('StaleWriteError');
      const again = await updateCustomer({ ...keyed, ifUnchangedSince: minuteLater.toISOString() });
      expect(successOf(again).replayed).toBe(false);
    });

    it('reads the record once and writes it once', async () => {
      const { id } = await create();
      const patch = { email: 'ana@example.com' };
      const ifUnchangedSince = noon.toISOString();
      const { sent } = await watched(graph, () =>
        writesOf(graph).updateCustomer({ id, patch, ifUnchangedSince }),
      );
      expect(sent.map((request) => request.startsWith('GET '))).toEqual([true, false]);
    });

    /** Patches a record, loses the answer, and repeats that a minute later under its key. */
    const loseAnswer = async (fault: Fault, between?: (id: string) => Promise<unknown>) => {
      const { id } = await create();
      const input = {
        id,
        patch: { email: 'ana@example.com', phone: '598 2' },
        ifUnchangedSince: noon.toISOString(),
        idempotencyKey: crypto.randomUUID(),
      };
      vi.setSystemTime(minuteLater);
      graph.fail(provider, (request) => (isWrite(request) ? fault : null));
      const { updateCustomer } = writesOf(graph);
      expect(kindOf(await updateCustomer(input))).toBe('OutcomeUnknownError');
      graph.fail(provider, null);
      await between?.(id);
      return updateCustomer(input);
    };

    it.each([{ kind: 'cut', after: true }, { kind: 'cut' }] as const)(
      'does not refuse what the caller itself has changed if the answer was lost: %j',
      async (fault) => {
        const { customer } = successOf(await loseAnswer(fault));
        expect(readFragment(writtenCustomer, customer)).toMatchObject({ email: 'ana@example.com' });
      },
    );

    it('refuses a repetition if the record was changed elsewhere since', async () => {
      const result = await loseAnswer({ kind: 'cut', after: true }, (id) =>
        writesOf(graph).updateCustomer({ id, patch: { email: 'lucia@example.com' } }),
      );
      expect(kindOf(result)).toBe('StaleWriteError');
    });

    it('finds nothing if there is no such record', async () => {
      const key = '00000000-0000-4000-8000-000000000000';
      const id = sealing().seal({ type: 'Customer', account, key });
      const ifUnchangedSince = noon.toISOString();
      const { result, sent } = await watched(graph, () =>
        writesOf(graph).updateCustomer({ id, patch: { email: 'a@b.c' }, ifUnchangedSince }),
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
  },
);

it('is refused as unsupported if the provider keeps no time of change, and nothing is sent', async () => {
  const { createCustomer, updateCustomer } = writesOf(graph);
  const { place, least } = bankingService;
  const { provider, account } = place;
  const { id } = successOf(await createCustomer({ provider, account, customer: least })).customer;
  const { result, sent } = await watched(graph, () =>
    updateCustomer({ id, patch: { email: 'ana@example.com' }, ifUnchangedSince: noon.toISOString() }),
  );
  expect(result).toEqual({
    __typename: 'UnsupportedOperationError',
    message: 'The provider keeps no time of the last change, so ifUnchangedSince cannot be honoured.',
    code: 'UNSUPPORTED_OPERATION',
    retryable: false,
    provider: 'BANKING_SERVICE',
    capability: {
      operation: 'UPDATE_CUSTOMER',
      support: 'EMULATED',
      instead: null,
      note: 'The record is read, changed and replaced: what others change at the provider in between is lost.',
    },
  });
  expect(sent).toEqual([]);
});
