import { CombinedError } from '@urql/core';
import { describe, expect, it } from 'vitest';
import { adviceOn } from '../src/failure/advice.ts';
import { failureIn } from '../src/failure/failure-in.ts';
import { createWrite, type Keyed } from '../src/failure/write.ts';

interface Input extends Keyed {
  readonly name: string;
}

type Reply = string | CombinedError | null;

const ana = { name: 'Ana' };
const refusedWith = (code: string) =>
  new CombinedError({ graphQLErrors: [{ message: 'No.', extensions: { code } }] });

/** A write whose attempts are replied to one after another: with a type, an error, or silence. */
function start(...replies: readonly Reply[]) {
  const sent: Input[] = [];
  const write = createWrite<{ create: { __typename: string } }, Input>();
  const ask = async (input: Input) => {
    const reply = replies[sent.length] ?? null;
    sent.push(input);
    if (typeof reply === 'string') return { data: { create: { __typename: reply } } };
    return { error: reply ?? new CombinedError({ networkError: new Error('Away.') }) };
  };
  return {
    write,
    send: (input: Input) => write.send(input, ask),
    repeat: () => write.repeat(ask),
    /** Under which key each attempt was made, by number. */
    keys: () => {
      const all = sent.map(({ idempotencyKey }) => idempotencyKey);
      return all.map((key) => all.indexOf(key));
    },
  };
}

describe('a write in doubt', () => {
  it.each([null, 'OutcomeUnknownError', 'IdempotencyConflictError', refusedWith('INTERNAL_SERVER_ERROR')])(
    'is repeated under its key and never sent with other input: %s',
    async (reply) => {
      const { write, send, repeat, keys } = start(reply);
      await send(ana);
      expect(write.state().isInDoubt).toBe(true);
      expect(await send({ name: 'Eva' })).toBe(null);
      await send(ana);
      await repeat();
      expect(keys()).toEqual([0, 0, 0]);
    },
  );

  it.each([
    'UnavailableError',
    'AccessDeniedError',
    'ErrorOfTomorrow',
    refusedWith('BUDGET_EXHAUSTED'),
    refusedWith('ACCESS_DENIED'),
  ])('stays in doubt if a repetition says something of itself alone: %s', async (reply) => {
    const { write, send, repeat, keys } = start(null, reply);
    await send(ana);
    await repeat();
    expect(write.state().isInDoubt).toBe(true);
    await send(ana);
    expect(keys()).toEqual([0, 0, 0]);
  });

  it.each(['CreateSuccess', 'AlreadyExistsError', 'ProviderRejectedError', 'StaleWriteError'])(
    'is settled by what the provider says: %s',
    async (reply) => {
      const { write, send, repeat, keys } = start('OutcomeUnknownError', reply);
      await send(ana);
      await repeat();
      expect(write.state().isInDoubt).toBe(false);
      await send(ana);
      expect(keys()).toEqual([0, 0, 2]);
    },
  );

  it('is forgotten only on request', async () => {
    const { write, send, keys } = start();
    await send(ana);
    write.dismiss();
    write.watch(() => undefined)();
    await new Promise((resolve) => setTimeout(resolve));
    expect(write.state().isInDoubt).toBe(true);
    write.startOver();
    expect(write.state()).toEqual({ step: 'idle', isInDoubt: false });
    await send({ name: 'Eva' });
    expect(keys()).toEqual([0, 1]);
  });

  it('stays unknown, whatever a repetition says of itself', async () => {
    const { write, send, repeat } = start(null, refusedWith('BUDGET_EXHAUSTED'));
    await send(ana);
    await repeat();
    const advice = adviceOn(write.state(), failureIn(null));
    expect(advice).toMatchObject({ title: 'The outcome is unknown', tone: 'warning' });
    expect(advice?.advice).toContain('This time nothing was done: No.');
  });
});

describe('a write that is on its way', () => {
  it('is not sent again', async () => {
    const { send, repeat, keys } = start('CreateSuccess');
    const attempts = await Promise.all([send(ana), send(ana), send({ name: 'Eva' }), repeat()]);
    expect(attempts.filter(Boolean)).toHaveLength(1);
    expect(keys()).toEqual([0]);
  });
});

describe('a write that changed nothing', () => {
  it.each(['UnavailableError', 'InvalidInputError', refusedWith('ACCESS_DENIED')])(
    'is sent under a new key, and forgotten once it was seen: %s',
    async (reply) => {
      const { write, send, keys } = start(reply, reply);
      await send(ana);
      await send({ name: 'Eva' });
      expect(keys()).toEqual([0, 1]);
      write.watch(() => undefined)();
      await new Promise((resolve) => setTimeout(resolve));
      expect([write.state().step, write.sent()]).toEqual(['idle', null]);
    },
  );
});
