import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFleet, type Fleet } from './fleet.ts';
import { createRandom } from './random.ts';
import { isLong, longest, seed, sharedRounds, sharedWrites } from './scale.ts';
import { tally, toTable } from './table.ts';
import { pooled, sleep, type Attempt } from './trial.ts';
import { isSuccess, nameOf } from './verdict.ts';

const size = 4;
const callers = 25;
const run = randomUUID().slice(0, 8);

let fleet: Fleet;
beforeAll(async () => void (fleet = await openFleet(size)), longest);
afterAll(() => fleet.close());

/** The keys of records that callers got. */
function keysGot(attempts: readonly Attempt[]): readonly string[] {
  return attempts.flatMap((attempt) =>
    isSuccess(attempt) ? [attempt.outcome.customer?.providerCustomerId ?? ''] : [],
  );
}

/** A machine that is busy may leave Redis no time to answer: then nothing was sent, and the caller asks again. */
async function callAgain(place: number, mark: string): Promise<Attempt> {
  for (let tries = 1; ; tries += 1) {
    const attempt = await fleet.create(place, mark);
    if (nameOf(attempt) !== 'store unavailable' || tries === 20) return attempt;
    await sleep(50 * tries);
  }
}

async function callUntilAnswered(mark: string): Promise<Attempt> {
  for (let tries = 1; ; tries += 1) {
    const attempt = await fleet.create(0, mark);
    if (!isOpen(attempt) || tries === 20) return attempt;
    await sleep(50 * tries);
  }
}

function report(title: string, attempts: readonly Attempt[], figures: Record<string, number>): void {
  const row = { [`FAULT_SEED=${seed}`]: title, ...figures, ...tally(attempts.map(nameOf)) };
  process.stdout.write(toTable(title, [row]));
}

describe(`${size} processes on one Redis`, () => {
  it(`send one write if ${callers} callers use one key at once`, { timeout: longest }, async () => {
    const marks = Array.from({ length: sharedRounds }, (_, round) => `round-${round}-${run}`);
    const rounds: { readonly mark: string; readonly attempts: readonly Attempt[] }[] = [];
    for (const mark of marks) {
      const sending = Array.from({ length: callers }, (_, caller) => callAgain(caller % size, mark));
      const attempts = await Promise.all(sending);
      // The one that had the key may have given up before it sent anything: then the others were asked to repeat.
      if (!attempts.some(isSuccess)) attempts.push(await callUntilAnswered(mark));
      rounds.push({ mark, attempts });
    }
    const records = await fleet.records();
    const all = rounds.flatMap(({ attempts }) => attempts);
    const made = marks.flatMap((mark) => records.get(mark) ?? []);
    report('Callers of one key', all, { rounds: marks.length, records: made.length });
    expect(marks.map((mark) => records.get(mark)?.length ?? 0)).toEqual(marks.map(() => 1));
    const untrue = rounds.filter(({ mark, attempts }) => {
      const keys = keysGot(attempts);
      return keys.length === 0 || keys.some((key) => key !== records.get(mark)?.[0]);
    });
    expect(untrue).toEqual([]);
    const names = new Set(all.map(nameOf));
    expect(
      [...names].filter(
        (name) => !/^(?:success|success again|idempotency conflict|provider unavailable)$/.test(name),
      ),
    ).toEqual([]);
  });

  it(
    'write nothing twice while Redis and they are killed and started again',
    { timeout: longest },
    async () => {
      const random = createRandom(`${seed} shared`);
      const marks = Array.from({ length: sharedWrites }, (_, write) => `write-${write}-${run}`);
      const attempts = new Map<string, Attempt[]>(marks.map((mark) => [mark, []]));
      const deaths = { redis: 0, processes: 0 };
      // The short form lasts a few seconds, in which Redis has to die several times.
      const longestPauseMs = isLong ? 350 : 100;
      const over = new AbortController();
      const killRedis = async (): Promise<void> => {
        while (!over.signal.aborted) {
          await sleep(random.below(longestPauseMs));
          await fleet.redis.kill();
          deaths.redis += 1;
          await sleep(random.below(longestPauseMs));
          await fleet.redis.start();
        }
      };
      const killProcesses = async (): Promise<void> => {
        while (!over.signal.aborted) {
          await sleep(500 + random.below(1_000));
          await fleet.restart(random.below(size));
          deaths.processes += 1;
        }
      };
      const write = (mark: string) => async (): Promise<void> => {
        const own = attempts.get(mark) ?? [];
        for (let tries = 0; tries < 60 && isOpen(own.at(-1)); tries += 1) {
          own.push(await fleet.create(random.below(size), mark));
          await sleep(random.below(150));
        }
      };
      // A caller who gave up while everything died around it asks once more when nothing does: then it must get an answer.
      const settle = (mark: string) => async (): Promise<void> => {
        const own = attempts.get(mark) ?? [];
        if (isOpen(own.at(-1))) own.push(await callUntilAnswered(mark));
      };
      const killing = Promise.all([killRedis(), killProcesses()]);
      await pooled(marks.map(write), 8).finally(() => over.abort());
      await killing;
      const open = marks.filter((mark) => isOpen(attempts.get(mark)?.at(-1))).length;
      await pooled(marks.map(settle), 8);
      const records = await fleet.records();
      const story = marks.map((mark) => ({
        mark,
        attempts: attempts.get(mark) ?? [],
        found: records.get(mark) ?? [],
      }));
      report(
        'Last words',
        story.flatMap((each) => each.attempts.at(-1) ?? []),
        {
          writes: marks.length,
          ...deaths,
          'answered afterwards': open,
          records: story.flatMap(({ found }) => found).length,
        },
      );
      expect(story.filter(({ found }) => found.length > 1)).toEqual([]);
      expect(
        story.filter(({ attempts: own, found }) => keysGot(own).some((key) => key !== found[0])),
      ).toEqual([]);
      const ends = new Set(['success', 'success again', 'outcome unknown']);
      expect(story.filter(({ attempts: own }) => !ends.has(nameOf(own.at(-1) ?? 'abandoned')))).toEqual([]);
      expect(deaths.redis).toBeGreaterThan(isLong ? 50 : 2);
      expect(story.filter(({ attempts: own }) => keysGot(own).length > 0).length).toBeGreaterThan(
        marks.length / 4,
      );
    },
  );
});

/** Whether it is worth repeating: an outcome that is unknown stays so if a repetition could make a second record. */
function isOpen(last: Attempt = 'abandoned'): boolean {
  const isUnknown = nameOf(last) === 'outcome unknown';
  return last === 'abandoned' || (!isUnknown && 'outcome' in last && last.outcome.retryable === true);
}
