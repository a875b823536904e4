import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creating } from './creations.ts';
import { startFaultyGraph } from './graph.ts';
import { toReport } from './report.ts';
import { longest, seed, trialsPerKind } from './scale.ts';
import { runTrials } from './trial.ts';
import { endOf, flawless, judge, ofKind, verdictOn, type Judged } from './verdict.ts';

const withoutReference = creating('MONRI', 'MONRI, no reference', ['merchantReference']);
const kinds = [
  creating('MONRI', 'MONRI, with reference'),
  withoutReference,
  creating('VERIFONE', 'VERIFONE'),
  creating('BANKING_SERVICE', 'BANKING_SERVICE'),
];

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

describe('creating customers under faults', () => {
  it('meets what there is to meet: successes, repetitions, unknown outcomes', () => {
    const ends = new Set(judged.map(({ trial }) => endOf(trial)));
    expect([...ends]).toEqual(expect.arrayContaining(['success', 'success again', 'outcome unknown']));
  });

  it('meets no defect of the graph', () => {
    expect(graph.defects).toEqual([]);
  });

  it(
    'writes twice if there is no key, which shows that it would be seen',
    async () => {
      const { weather } = graph;
      const trials = await runTrials([withoutReference], 40, { graph, weather, seed, isKeyed: false });
      expect(verdictOn(await judge(trials)).twice).not.toEqual([]);
    },
    longest,
  );
});
