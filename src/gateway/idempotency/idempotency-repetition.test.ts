import { describe, expect, it } from 'vitest';
import { customerWith } from '../../../test/support/account.ts';
import { createDesk, createWrite, failing } from '../../../test/support/keyed-write.ts';
import { origin } from '../../../test/support/outgoing.ts';
import type { KeyedWrite } from './claimed-write.ts';
import {
  AlreadyExistsError,
  OutcomeUnknownError,
  ProviderError,
  StaleWriteError,
} from '../../domain/errors.ts';

const value = { key: 'c-1' };
const harmless = { mayDuplicate: false };
const silence = failing(new OutcomeUnknownError('No answer came.', origin));
const unknown = { code: 'OUTCOME_UNKNOWN', retryable: true, mayDuplicate: false, origin };

/** A write that was sent once without an answer. */
async function leftAlone(...answers: readonly (() => unknown)[]) {
  const desk = createDesk();
  const write = createWrite(silence, ...answers);
  await expect(write.through(desk.idempotency, harmless)).rejects.toMatchObject(unknown);
  return { ...desk, write };
}

describe('repeating a write of unknown outcome', () => {
  it('lets the write know that it is a repetition', async () => {
    const { idempotency, write } = await leftAlone();
    const attempts: boolean[] = [];
    const run: KeyedWrite<unknown>['run'] = async (_call, { isRepetition }) => attempts.push(isRepetition);
    await write.through(idempotency, { ...harmless, run });
    await write.through(idempotency, { key: 'another', run });
    expect(attempts).toEqual([true, false]);
  });

  it('leaves it unknown if the one who repeats it dies', async () => {
    const { idempotency, wait, write } = await leftAlone(() => value);
    const never = new Promise(() => undefined);
    void write.through(idempotency, { ...harmless, run: () => never });
    await new Promise((resolve) => setImmediate(resolve));
    const running = { code: 'IDEMPOTENCY_CONFLICT', retryable: true };
    await expect(write.through(idempotency, harmless)).rejects.toMatchObject(running);
    wait(11_000);
    await expect(write.through(idempotency)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await write.through(idempotency, harmless)).toEqual({ value, replayed: false });
  });

  it.each([
    'PROVIDER_UNAVAILABLE',
    'RATE_LIMITED',
    'PROVIDER_UNAUTHORIZED',
    'PROVIDER_BAD_RESPONSE',
  ] as const)('leaves it unknown if the repetition changed nothing: %s', async (code) => {
    const { idempotency, write } = await leftAlone(failing(new ProviderError(code, origin)), () => value);
    await expect(write.through(idempotency, harmless)).rejects.toMatchObject(unknown);
    expect(await write.through(idempotency, harmless)).toEqual({ value, replayed: false });
    expect(write.sent()).toBe(3);
  });

  it('leaves it unknown if the repetition failed before anything left, however often', async () => {
    const { idempotency, write } = await leftAlone(() => value);
    const run = () => Promise.reject(new ProviderError('PROVIDER_UNAVAILABLE', origin));
    await expect(write.through(idempotency, { ...harmless, run })).rejects.toMatchObject(unknown);
    await expect(write.through(idempotency, { ...harmless, run })).rejects.toMatchObject(unknown);
    expect(write.sent()).toBe(1);
  });

  it('does not free its key for other input', async () => {
    const { idempotency, write } = await leftAlone(failing(new ProviderError('RATE_LIMITED', origin)));
    await expect(write.through(idempotency, harmless)).rejects.toMatchObject(unknown);
    const other = write.through(idempotency, { ...harmless, input: 'other' });
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', retryable: false });
  });

  it('ends with what the provider says for good', async () => {
    const error = new AlreadyExistsError('A record with this reference exists.', origin);
    const { idempotency, write } = await leftAlone(failing(error), () => value);
    await expect(write.through(idempotency, harmless)).rejects.toBe(error);
    await expect(write.through(idempotency, harmless)).rejects.toEqual(error);
    expect(write.sent()).toBe(2);
  });

  it('reports a record that has changed since as such', async () => {
    const error = new StaleWriteError(customerWith('c-1'), origin);
    const { idempotency, write } = await leftAlone(failing(error));
    await expect(write.through(idempotency, harmless)).rejects.toBe(error);
  });
});
