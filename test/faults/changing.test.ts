import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { updating } from './changes.ts';
import { startFaultyGraph } from './graph.ts';
import { attaching, registering } from './registrations.ts';
import { toReport } from './report.ts';
import { longest, seed, trialsPerKind } from './scale.ts';
import { runTrials } from './trial.ts';
import { endOf, flawless, judge, ofKind, verdictOn, type Judged } from './verdict.ts';

const kinds = [updating('MONRI'), updating('VERIFONE'), updating('BANKING_SERVICE'), registering, attaching];

let graph: Awaited<ReturnType<typeof startFaultyGraph>>;
let judged: readonly Judged[] = [];
beforeAll(async () => {
  graph = await startFaultyGraph();
  const { weather } = graph;
  judged = await judge(await runTrials(kinds, trialsPerKind, { graph, weather, seed, isKeyed: true }));
}, longest);
afterAll(async () => {
  process.stdout.write(toReport(kinds, judged));
  await graph.close();
});

describe.each(kinds)('$name with a key, under faults', (kind) => {
  it('never writes twice, loses nothing it acknowledged, and answers with a typed outcome', () => {
    expect(verdictOn(ofKind(judged, kind))).toEqual(flawless);
  });
});

describe('changing customers under faults', () => {
  it('meets what there is to meet: successes, repetitions, unknown outcomes', () => {
    const ends = new Set(judged.map(({ trial }) => endOf(trial)));
    expect([...ends]).toEqual(expect.arrayContaining(['success', 'success again', 'outcome unknown']));
  });

  it('meets no defect of the graph', () => {
    expect(graph.defects).toEqual([]);
  });
});
