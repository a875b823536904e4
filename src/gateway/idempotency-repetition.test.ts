import { describe, expect, it } from 'vitest';
import { customerWith } from '../../test/support/account.ts';
import { createDesk, createWrite, failing } from '../../test/support/keyed-write.ts';
import { origin } from '../../test/support/outgoing.ts';
import { AlreadyExistsError, OutcomeUnknownError, ProviderError, StaleWriteError } from '../domain/errors.ts';

const value = { key: 'c-1' };
const leaseMs = 11_000;
const harmless = { mayDuplicate: false };
const silence = failing(new OutcomeUnknownError('No answer came.', origin));
const unknown = { code: 'OUTCOME_UNKNOWN', retryable: true, mayDuplicate: false, origin };

/** A write that was sent once without an answer, and whose lease is over. */
async function leftAlone(...answers: readonly (() => unknown)[]) {
  const desk = createDesk();
  const write = createWrite(silence, ...answers);
  await expect(write.through(desk.idempotency, harmless)).rejects.toMatchObject(unknown);
  desk.wait(leaseMs);
  return { ...desk, write };
}

describe('repeating a write of unknown outcome', () => {
  it.each([
    'PROVIDER_UNAVAILABLE',
    'RATE_LIMITED',
    'PROVIDER_UNAUTHORIZED',
    'PROVIDER_BAD_RESPONSE',
  ] as const)('leaves it unknown where the repetition changed nothing: %s', async (code) => {
    const { idempotency, wait, write } = await leftAlone(
      failing(new ProviderError(code, origin)),
      () => value,
    );
    await expect(write.through(idempotency, harmless)).rejects.toMatchObject(unknown);
    wait(leaseMs);
    expect(await write.through(idempotency, harmless)).toEqual({ value, replayed: false });
    expect(write.sent()).toBe(3);
  });

  it('leaves it unknown where the repetition failed before anything left, however often', async () => {
    const { idempotency, wait, write } = await leftAlone(() => value);
    const run = () => Promise.reject(new ProviderError('PROVIDER_UNAVAILABLE', origin));
    await expect(write.through(idempotency, { ...harmless, run })).rejects.toMatchObject(unknown);
    wait(leaseMs);
    await expect(write.through(idempotency, { ...harmless, run })).rejects.toMatchObject(unknown);
    expect(write.sent()).toBe(1);
  });

  it('does not free its key for other input', async () => {
    const { idempotency, wait, write } = await leftAlone(failing(new ProviderError('RATE_LIMITED', origin)));
    await expect(write.through(idempotency, harmless)).rejects.toMatchObject(unknown);
    wait(leaseMs);
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

  it('tells of a record that changed since as such', async () => {
    const error = new StaleWriteError(customerWith('c-1'), origin);
    const { idempotency, write } = await leftAlone(failing(error));
    await expect(write.through(idempotency, harmless)).rejects.toBe(error);
  });
});
