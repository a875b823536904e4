import { afterEach, expect, it } from 'vitest';
import { monri } from '../../src/providers/monri/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { isLong, longest } from './scale.ts';
import { toTable } from './table.ts';

const callers = isLong ? 128 : 16;
const fanOut = 50;

let graph: RunningGraph | undefined;
afterEach(() => graph?.close());

const page = `{ customers(first: ${fanOut}, accounts: ["monri-1"]) {
  edges { node { paymentMethods(first: 5) { edges { node { id } } } } }
  sources { problem { code } }
} }`;

it('of many callers at once is answered in full by a healthy provider', { timeout: longest }, async () => {
  // This machine is the callers and the provider as well, so that time says nothing here.
  const limits = { requestTimeoutMs: 120_000, sharedReads: false };
  graph = await startGraph({ limits }, { customers: fanOut, breaks: true });
  expect(graph.keysOf(monri.code)).toHaveLength(fanOut);
  const arrivals = graph.watch();
  const { send } = graph;
  const answers = await Promise.all(
    Array.from({ length: callers }, async () => (await send({ query: page })).json()),
  );
  const whole = answers.filter(
    ({ data, errors }) =>
      errors === undefined &&
      data.customers.edges.length === fanOut &&
      data.customers.sources.every(({ problem }: { problem: unknown }) => problem === null),
  );
  process.stdout.write(
    toTable('Callers of a fan-out at once', [{ callers, whole: whole.length, calls: arrivals.length }]),
  );
  expect(whole).toHaveLength(callers);
  // Two for the list: Monri gives fifty at once, and the next one says whether there are more.
  expect(arrivals).toHaveLength(callers * (2 + fanOut));
});
