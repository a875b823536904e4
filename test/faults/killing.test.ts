import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLane, type KeyedWrite, type LaneResult } from './kill-run.ts';
import { points } from './lane.ts';
import { isLong, kills, longest, seed } from './scale.ts';
import { tally, toTable } from './table.ts';
import { isSuccess, nameOf } from './verdict.ts';

/** A process at a time each; starting one is what takes the time. */
const lanes = isLong ? 3 : 2;

let results: readonly LaneResult[] = [];
beforeAll(async () => {
  const share = Math.ceil(kills / lanes);
  results = await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(`${seed} ${lane}`, share)));
}, longest);
afterAll(() => {
  process.stdout.write(report());
});

/** The writes for which `isTrue` holds, in full, so that a failure shows their history. */
function where(isTrue: (write: KeyedWrite, records: readonly string[]) => boolean) {
  return results.flatMap(({ writes, records }) =>
    writes
      .map((write) => ({ write, found: records.get(write.mark) ?? [] }))
      .filter(({ write, found }) => isTrue(write, found))
      .map(({ write: { mark, attempts }, found }) => ({ mark, attempts, found })),
  );
}

function endOf({ attempts }: KeyedWrite): string {
  return nameOf(attempts.at(-1) ?? 'abandoned');
}

/** The keys that its client got, one for each success. */
function keysGot({ attempts }: KeyedWrite): readonly string[] {
  return attempts.flatMap((attempt) =>
    isSuccess(attempt) ? [attempt.outcome.customer?.providerCustomerId ?? ''] : [],
  );
}

describe('a keyed creation whose server is killed and started again', () => {
  it('has died often enough, at every point there is', () => {
    const deaths = results.flatMap((result) => result.deaths);
    expect(deaths.length).toBeGreaterThanOrEqual(kills);
    const met = points.filter((point) => deaths.includes(point));
    expect(met.length).toBeGreaterThanOrEqual(isLong ? points.length : points.length - 2);
  });

  it('never leaves two records', () => {
    expect(where((_write, found) => found.length > 1)).toEqual([]);
  });

  it('leaves the very record that was acknowledged, and answers with it again', () => {
    expect(where((write, found) => keysGot(write).some((key) => found[0] !== key))).toEqual([]);
    expect(where((write) => keysGot(write).length > 0 && endOf(write) !== 'success again')).toEqual([]);
  });

  it('ends with one record or an unknown outcome', () => {
    const ends = new Set(['success again', 'outcome unknown', 'already exists']);
    expect(where((write) => !ends.has(endOf(write)))).toEqual([]);
    expect(where((write, found) => endOf(write) === 'already exists' && found.length !== 1)).toEqual([]);
    expect(
      where(
        ({ sort, attempts }) => !sort.isGuarded && attempts.some((one) => nameOf(one) === 'already exists'),
      ),
    ).toEqual([]);
  });

  it('was interrupted, and went on', () => {
    const all = results.flatMap(({ writes }) => writes);
    expect(all.filter(({ attempts }) => attempts.includes('abandoned'))).not.toEqual([]);
    expect(all.filter((write) => endOf(write) === 'success again')).not.toEqual([]);
  });
});

function report(): string {
  const all = results.flatMap(({ writes, records }) =>
    writes.map((write) => ({ write, count: records.get(write.mark)?.length ?? 0 })),
  );
  const bySort = Object.entries(Object.groupBy(all, ({ write }) => write.sort.name));
  const rows = bySort.map(([name, own]) => {
    const attempts = own.flatMap(({ write }) => write.attempts);
    const figures = {
      [`FAULT_SEED=${seed}`]: name,
      keys: own.length,
      requests: attempts.length,
      'cut by a kill': attempts.filter((one) => one === 'abandoned').length,
      'two records': own.filter(({ count }) => count > 1).length,
    };
    const ends = own.map(({ write, count }) => `${endOf(write)} (records: ${count})`);
    return Object.assign(figures, tally(ends));
  });
  const dead = Object.entries(tally(results.flatMap((result) => result.deaths)));
  return [
    toTable('Keyed creations over kills and restarts', rows),
    toTable(
      'Kills by point',
      dead.map(([point, times]) => ({ point, kills: times })),
    ),
  ].join('');
}
