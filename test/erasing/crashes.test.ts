import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../src/http/fetch.ts';
import type { ErasureStore } from '../../src/store/erasures.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import type { OutcomeStore } from '../../src/store/store.ts';
import { connectTo } from '../../src/testing/support/vault.ts';
import { closedBreaker } from '../support/closed-breaker.ts';
import { erasing, requestTimeoutMs } from '../support/erasing.ts';
import { providers } from '../support/providers.ts';

/** A process that dies at one of its steps: nothing that it begins after that happens. */
function mortal(stepsToLive: number) {
  let left = stepsToLive;
  const live = (): void => {
    if (left <= 0) throw new Error('This process is dead.');
    left -= 1;
  };
  /** Dies before a step, or once it is carried out and before its answer is there. */
  const around =
    <Given extends unknown[], Result>(step: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      live();
      const result = await step(...given);
      live();
      return result;
    };
  return { around, isDead: () => left <= 0 };
}

type Mortal = ReturnType<typeof mortal>;

function diesWith({ around }: Mortal, store: ErasureStore): ErasureStore {
  return {
    ...store,
    begin: around(store.begin),
    read: around(store.read),
    take: around(store.take),
    keep: around(store.keep),
  };
}

function erasuresOf({ erasures }: OutcomeStore): ErasureStore {
  if (!erasures) throw new Error('It keeps no erasures.');
  return erasures;
}

/** How many deletions were carried out, by the address of the record. */
function counting(fetch: Fetch) {
  const carriedOut = new Map<string, number>();
  const counted: Fetch = async (request) => {
    const { method, url } = request;
    const response = await fetch(request);
    if (method === 'DELETE' && response.ok) carriedOut.set(url, (carriedOut.get(url) ?? 0) + 1);
    return response;
  };
  return { counted, carriedOut };
}

const customers = 12;

describe.each(providers.filter(({ abilities }) => 'deletion' in abilities.DELETE_CUSTOMER))(
  'an erasure at $code whose processes die',
  (definition) => {
    it.each([
      ['memory', createMemoryStore],
      ['SQLite', () => createSqliteStore(':memory:')],
    ])('deletes each record once, and says so truly, kept in %s', async (_name, open) => {
      const lives = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(lives, async (stepsToLive) => {
          const outcomes = open();
          const store = erasuresOf(outcomes);
          const emulator = definition.emulate({ accounts: 1, customers });
          const { counted, carriedOut } = counting(emulator.fetch);
          const start = (life: Mortal) => {
            const fetch = life.around(counted);
            const account = connectTo(definition, emulator, { fetch, createBreaker: closedBreaker });
            return { ...account, ...erasing([account], diesWith(life, store)), account };
          };
          const first = start(mortal(Infinity));
          const keys = first.customerKeys().slice(0, 3);
          const erasure = await first.begin(first.account, ...keys);
          // It dies before it does anything.
          await first.erasures.stop();

          let passed = 0;
          for (const steps of [...stepsToLive, Infinity]) {
            const life = mortal(steps);
            const { erasures, clock, finish } = start(life);
            clock.pass(passed);
            await finish(erasure, steps === Infinity ? 600_000 : 30_000).catch(() => undefined);
            await erasures.stop();
            // The lease of a task that it had is over by then.
            passed = clock.now() + requestTimeoutMs + 1_000;
          }

          const { read, customerKeys } = start(mortal(Infinity));
          const { status, tasks } = await read(erasure);
          expect(status).not.toBe('RUNNING');
          const left = customerKeys();
          for (const { key, steps } of tasks) {
            expect(left).not.toContain(key);
            for (const { of, state } of steps)
              expect(['DONE', 'RETAINED'], `${of} ${state}`).toContain(state);
          }
          expect(left).toHaveLength(customers - 3);
          const sent = tasks.flatMap(({ steps }) => steps.filter(({ attempts }) => attempts > 0));
          expect([...carriedOut.values()]).toEqual(sent.map(() => 1));
          await outcomes.close();
        }),
        { numRuns: 40 },
      );
    });
  },
);
