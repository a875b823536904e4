import { describe, expect, it } from 'vitest';
import { createDesk, createWrite, failing, failingAt } from '../../../test/support/keyed-write.ts';
import { origin } from '../../../test/support/outgoing.ts';
import {
  AlreadyExistsError,
  InvalidInputError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
} from '../../domain/errors.ts';

const value = { key: 'c-1' };
const first = { value, replayed: false };
const again = { value, replayed: true };
const leaseMs = 11_000;

const stillRunning = { code: 'IDEMPOTENCY_CONFLICT', retryable: true };
const unavailable = { code: 'STORE_UNAVAILABLE', retryable: true };

describe('a write that ends in a defect after it was sent', () => {
  it('is not sent again', async () => {
    const { idempotency } = createDesk();
    const write = createWrite(failing(new TypeError('A mapping broke.')), () => value);
    await expect(write.through(idempotency)).rejects.toBeInstanceOf(TypeError);
    await expect(write.through(idempotency)).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(write.sent()).toBe(1);
  });
});

describe('a write that fails', () => {
  const issues = [
    { path: ['customer', 'email'], code: 'MALFORMED', message: 'Monri refused email.' },
  ] as const;
  const facts = { providerErrorCode: '107', providerRequestId: 'r-1', issues };

  it.each([
    new ProviderError('PROVIDER_REJECTED', origin, facts),
    new AlreadyExistsError('A record with this reference exists.', origin),
    new NotFoundError('The provider has no such record.', origin),
  ])('by the provider’s final no gives the same again: $code', async (error) => {
    const { idempotency } = createDesk();
    const write = createWrite(failing(error), () => value);
    await expect(write.through(idempotency)).rejects.toBe(error);
    const replayed = write.through(idempotency);
    await expect(replayed).rejects.toBeInstanceOf(error.constructor);
    await expect(replayed).rejects.toEqual(error);
    await expect(write.through(idempotency, { input: 'other' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
      retryable: false,
    });
    expect(write.sent()).toBe(1);
  });

  it.each([
    new ProviderError('RATE_LIMITED', origin),
    new ProviderError('PROVIDER_UNAUTHORIZED', origin),
    new ProviderError('PROVIDER_UNAVAILABLE', origin),
  ])('without having changed anything is forgotten, and may be tried again: $message', async (error) => {
    const { idempotency } = createDesk();
    const write = createWrite(failing(error), () => value);
    await expect(write.through(idempotency)).rejects.toBe(error);
    expect(await write.through(idempotency, { input: 'other' })).toEqual(first);
    expect(write.sent()).toBe(2);
  });

  it.each([
    new InvalidInputError(issues, origin),
    new NotFoundError('The provider has no such customer.', origin),
    new ProviderError('PROVIDER_REJECTED', origin),
    new ProviderError('PROVIDER_UNAVAILABLE', origin),
  ])('before anything left is forgotten: $code', async (error) => {
    const { idempotency } = createDesk();
    const write = createWrite(() => value);
    await expect(write.through(idempotency, { run: () => Promise.reject(error) })).rejects.toBe(error);
    expect(await write.through(idempotency)).toEqual(first);
  });
});

describe('a write that was sent and never answered', () => {
  const silence = failing(new OutcomeUnknownError('No answer came.', origin));
  const unknown = {
    code: 'OUTCOME_UNKNOWN',
    message: 'The request was sent and no answer came: it may or may not have taken effect.',
    origin,
  };

  it.each([
    [null, true, false],
    [null, false, true],
    ['key', true, true],
    ['key', false, true],
  ])('with the key %j, mayDuplicate %s, is retryable: %s', async (key, mayDuplicate, retryable) => {
    const write = createWrite(silence);
    await expect(write.through(createDesk().idempotency, { key, mayDuplicate })).rejects.toMatchObject({
      ...unknown,
      mayDuplicate,
      retryable,
    });
  });

  it('is never sent again under its key if that could make a second record, and its answer says so at once', async () => {
    const { idempotency, wait } = createDesk();
    const write = createWrite(silence, () => value);
    await expect(write.through(idempotency)).rejects.toMatchObject(unknown);
    const expected = { ...unknown, mayDuplicate: true, retryable: true };
    await expect(write.through(idempotency)).rejects.toMatchObject(expected);
    wait(leaseMs);
    await expect(write.through(idempotency)).rejects.toMatchObject(expected);
    expect(write.sent()).toBe(1);
  });

  it('is sent again under its key at once if that does no harm', async () => {
    const { idempotency } = createDesk();
    const write = createWrite(silence, () => value);
    const harmless = { mayDuplicate: false };
    await expect(write.through(idempotency, harmless)).rejects.toMatchObject(unknown);
    expect(await write.through(idempotency, harmless)).toEqual(first);
    expect(await write.through(idempotency, harmless)).toEqual(again);
    expect(write.sent()).toBe(2);
  });
});

describe('a store that fails', () => {
  it.each(['claim', 'markSent'] as const)('at %s lets nothing leave', async (step) => {
    const { idempotency } = createDesk(failingAt(step));
    const write = createWrite(() => value);
    await expect(write.through(idempotency)).rejects.toMatchObject(unavailable);
    expect(write.sent()).toBe(0);
  });

  it('at markSent leaves the key free', async () => {
    const { store, open } = createDesk();
    const write = createWrite(() => value);
    const broken = createDesk({ ...store, markSent: () => Promise.reject(new Error('The disk is full.')) });
    await expect(write.through(broken.idempotency)).rejects.toMatchObject(unavailable);
    expect(await write.through(open())).toEqual(first);
  });

  it('after the write was answered does not hide the answer, and the write is not sent again', async () => {
    const { idempotency, wait, notKept } = createDesk(failingAt('finish'));
    const write = createWrite(() => value);
    expect(await write.through(idempotency)).toEqual(first);
    expect(notKept).toMatchObject([
      { field: 'createCustomer', origin, cause: { message: 'The disk is full.' } },
    ]);
    await expect(write.through(idempotency)).rejects.toMatchObject(stillRunning);
    wait(leaseMs);
    await expect(write.through(idempotency)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(write.sent()).toBe(1);
  });

  it.each([
    ['finish', new AlreadyExistsError('A record with this reference exists.', origin)],
    ['release', new ProviderError('RATE_LIMITED', origin)],
    ['markUnknown', new TypeError('A mapping broke.')],
  ] as const)('at %s does not hide how the write failed, and is reported', async (step, error) => {
    const { idempotency, notKept } = createDesk(failingAt(step));
    await expect(createWrite(failing(error)).through(idempotency)).rejects.toBe(error);
    expect(notKept.map(({ message }) => message)).toEqual([expect.stringContaining(step)]);
  });
});
