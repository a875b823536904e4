import { describe, expect, it } from 'vitest';
import { createDesk, createWrite, failing, failingAt, secret } from '../../../test/support/keyed-write.ts';
import { origin } from '../../../test/support/outgoing.ts';
import { OutcomeUnknownError } from '../../domain/errors.ts';
import { createMemoryStore } from '../../store/memory.ts';
import type { Claim } from '../../store/store.ts';

const value = { key: 'c-1' };
const first = { value, replayed: false };
const again = { value, replayed: true };
const succeeding = () => createWrite(() => value);

const otherInput = { code: 'IDEMPOTENCY_CONFLICT', retryable: false, origin };
const stillRunning = { code: 'IDEMPOTENCY_CONFLICT', retryable: true, origin };
const dayMs = 24 * 60 * 60 * 1000;

describe('a write without a key', () => {
  it('simply runs, every time, and needs no store', async () => {
    const { idempotency } = createDesk(failingAt('claim', 'markSent', 'finish', 'release'));
    const write = succeeding();
    expect(await write.through(idempotency, { key: null })).toEqual(first);
    expect(await write.through(idempotency, { key: null })).toEqual(first);
    expect(write.sent()).toBe(2);
  });
});

describe('a write with a key', () => {
  it('runs once and gives its first outcome for 24 hours', async () => {
    const { idempotency, wait } = createDesk();
    const write = succeeding();
    expect(await write.through(idempotency)).toEqual(first);
    expect(await write.through(idempotency)).toEqual(again);
    wait(dayMs - 1);
    expect(await write.through(idempotency)).toEqual(again);
    expect(write.sent()).toBe(1);
    wait(1);
    expect(await write.through(idempotency)).toEqual(first);
    expect(write.sent()).toBe(2);
  });

  it('is the same in whatever order the names in its input come', async () => {
    const { idempotency } = createDesk();
    const write = succeeding();
    await write.through(idempotency, { input: [{ a: 1, b: { c: 2, d: [3, 4] } }] });
    expect(await write.through(idempotency, { input: [{ b: { d: [3, 4], c: 2 }, a: 1 }] })).toEqual(again);
  });

  it.each([
    ['a value', [{ a: 2, b: { c: 2, d: [3, 4] } }]],
    ['a nested value', [{ a: 1, b: { c: null, d: [3, 4] } }]],
    ['the order of a list', [{ a: 1, b: { c: 2, d: [4, 3] } }]],
    ['a name that is not there', [{ a: 1, b: { d: [3, 4] } }]],
  ])('is refused for other input: %s', async (_difference, input) => {
    const { idempotency } = createDesk();
    const write = succeeding();
    await write.through(idempotency, { input: [{ a: 1, b: { c: 2, d: [3, 4] } }] });
    await expect(write.through(idempotency, { input })).rejects.toMatchObject(otherInput);
    expect(write.sent()).toBe(1);
  });

  it('is another if the mutation, the tenant or the key is another', async () => {
    const { idempotency, open } = createDesk();
    const write = succeeding();
    await write.through(idempotency);
    const others = [
      await write.through(idempotency, { field: 'updateCustomer' }),
      await write.through(open('emca')),
      await write.through(idempotency, { key: 'KEY' }),
    ];
    expect([others, write.sent()]).toEqual([[first, first, first], 4]);
  });

  it('is refused while it runs, whether or not it has left, and may be tried again', async () => {
    const { idempotency } = createDesk();
    const { promise: mayLeave, resolve: leave } = Promise.withResolvers<void>();
    const { promise: answer, resolve: end } = Promise.withResolvers<unknown>();
    const write = createWrite(() => answer);
    const { run } = write.keyed();
    const slow = write.through(idempotency, {
      run: async (...attempt) => mayLeave.then(() => run(...attempt)),
    });
    await expect(write.through(idempotency)).rejects.toMatchObject(stillRunning);
    leave();
    await expect.poll(write.sent).toBe(1);
    await expect(write.through(idempotency)).rejects.toMatchObject(stillRunning);
    await expect(write.through(idempotency, { input: 'other' })).rejects.toMatchObject(otherInput);
    end(value);
    expect(await slow).toEqual(first);
    expect(await write.through(idempotency)).toEqual(again);
  });

  it('does not leave once another has taken over its key', async () => {
    const { idempotency, wait } = createDesk();
    const write = succeeding();
    const { promise: mayLeave, resolve: leave } = Promise.withResolvers<void>();
    const { run } = write.keyed();
    const late = write.through(idempotency, {
      run: async (...attempt) => mayLeave.then(() => run(...attempt)),
    });
    wait(11_000);
    expect(await write.through(idempotency)).toEqual(first);
    leave();
    await expect(late).rejects.toMatchObject(stillRunning);
    expect(write.sent()).toBe(1);
    expect(await write.through(idempotency)).toEqual(again);
  });

  it('marks what leaves once, however many requests a write takes', async () => {
    const store = createMemoryStore();
    const marked: string[] = [];
    const counting = {
      ...store,
      markSent: (key: string, owner: string) => (marked.push(owner), store.markSent(key, owner)),
    };
    const { idempotency } = createDesk(counting);
    const run = async (call: { readonly beforeWrite?: () => Promise<void> }) => {
      await call.beforeWrite?.();
      await call.beforeWrite?.();
      return value;
    };
    expect(await succeeding().through(idempotency, { run })).toEqual(first);
    expect(marked).toHaveLength(1);
  });
});

describe('a key', () => {
  it.each(['!', '~', 'a'.repeat(255), 'order-7/Ä'.replace('Ä', 'A')])('may be %j', async (key) => {
    expect(await succeeding().through(createDesk().idempotency, { key })).toEqual(first);
  });

  it.each(['', ' ', 'a b', 'a\n', 'ключ', '\u007f', 'a'.repeat(256)])('may not be %j', async (key) => {
    const write = succeeding();
    const message = 'idempotencyKey must be 1 to 255 visible ASCII characters.';
    await expect(write.through(createDesk().idempotency, { key })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: ['idempotencyKey'], code: 'MALFORMED', message }],
    });
    expect(write.sent()).toBe(0);
  });
});

describe('what is kept', () => {
  it('shows nothing of key, input or outcome', async () => {
    const store = createMemoryStore();
    const kept: unknown[] = [];
    const { idempotency } = createDesk({
      ...store,
      claim: (claim: Claim) => (kept.push(claim), store.claim(claim)),
      finish: (...outcome) => (kept.push(outcome), store.finish(...outcome)),
    });
    const input = ['ana@example.com'];
    await createWrite(() => ({ key: 'ana@example.com' })).through(idempotency, { key: 'order-7', input });
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/ana|example|order-7|createCustomer|acme/);
  });

  const newer = Buffer.from('another secret of thirty-two bytes');

  it('is found again after the secret was replaced, as long as the old one is known', async () => {
    const { idempotency, open } = createDesk();
    const write = succeeding();
    await write.through(idempotency);
    expect(await write.through(open('acme', [newer, secret]))).toEqual(again);
    await expect(write.through(open('acme', [newer, secret]), { input: 'other' })).rejects.toMatchObject(
      otherInput,
    );
  });

  it('is not taken for other input if the old secret is missing: nothing is sent, and its outcome is unknown', async () => {
    const { idempotency, open } = createDesk();
    const write = succeeding();
    await write.through(idempotency);
    await expect(write.through(open('acme', [newer]))).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringMatching(/before `idKey` was replaced.*Nothing was sent/),
      mayDuplicate: true,
      retryable: false,
      origin,
    });
    expect(write.sent()).toBe(1);
  });

  it('may be sent again after the secret was replaced if its outcome is unknown', async () => {
    const { idempotency, open } = createDesk();
    const write = createWrite(failing(new OutcomeUnknownError('No answer came.', origin)), () => value);
    const harmless = { mayDuplicate: false };
    await expect(write.through(idempotency, harmless)).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(await write.through(open('acme', [newer, secret]), harmless)).toEqual(first);
    expect(await write.through(open('acme', [newer, secret]), harmless)).toEqual(again);
  });
});

it('passes on what is wrong with a write that has no key', async () => {
  const write = createWrite(failing(new TypeError('A defect.')));
  await expect(write.through(createDesk().idempotency, { key: null })).rejects.toThrow(TypeError);
});
