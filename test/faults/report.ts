import { causeOf, endOf, ofKind, verdictOn, type Judged } from './verdict.ts';
import { seed } from './scale.ts';
import { tally, toTable } from './table.ts';
import type { Kind } from './trial.ts';

/** What a run came to: figures, outcomes, and why some are unknown. */
export function toReport(kinds: readonly Kind[], judged: readonly Judged[]): string {
  const perKind = kinds.map((kind) => ({ name: kind.name, own: ofKind(judged, kind) }));
  const figures = perKind.map(({ name, own }) => {
    const { twice, lost, damaged, denied, misled, untyped } = verdictOn(own);
    return {
      [`FAULT_SEED=${seed}`]: name,
      trials: own.length,
      requests: own.reduce((sum, { trial }) => sum + trial.attempts.length, 0),
      'writes sent': own.reduce((sum, { trial }) => sum + trial.met.length, 0),
      faults: own.flatMap(({ trial }) => trial.met).filter((met) => met !== 'nothing').length,
      twice: twice.length,
      lost: lost.length,
      damaged: damaged.length,
      denied: denied.length,
      misled: misled.length,
      untyped: untyped.length,
    };
  });
  const ends = perKind.map(({ name, own }) =>
    Object.assign({ '': name }, tally(own.map(({ trial }) => endOf(trial)))),
  );
  const causes = perKind.map(({ name, own }) => {
    const unknown = own.filter(({ trial }) => endOf(trial) === 'outcome unknown');
    return Object.assign({ '': name }, tally(unknown.map(({ trial }) => causeOf(trial))));
  });
  return [
    toTable('Writes under faults', figures),
    toTable('What their clients were left with', ends),
    toTable('Unknown outcomes by what the last write met', causes),
  ].join('');
}
