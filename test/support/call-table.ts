import { expect } from 'vitest';
import type { UpstreamCall } from '../../src/port.ts';
import type { Answer, Arrival, RunningGraph } from './graph.ts';

/** One question, its answer, and the calls it took. */
export interface Counted<Data> {
  readonly data: Data | null;
  readonly calls: readonly UpstreamCall[];
  readonly arrivals: readonly Arrival[];
}

/** Counts upstream calls question by question. */
export interface CallTable {
  /** Counts the calls in the trace and those that reached the providers; except for shared calls they must agree. */
  readonly count: <Data>(
    question: string,
    graph: RunningGraph,
    ask: () => Promise<Answer<Data>>,
  ) => Promise<Counted<Data>>;
  /** One line for each question. */
  readonly print: () => string;
}

export function createCallTable(): CallTable {
  const rows: [question: string, calls: number][] = [];
  return {
    count: async (question, graph, ask) => {
      const seen = graph.watch();
      const { data, errors, extensions } = await ask();
      const arrivals = [...seen];
      const { total, calls = [] } = extensions.upstream ?? {};
      expect(errors).toBeUndefined();
      expect({ total, sent: calls.filter(({ shared }) => !shared).length }).toEqual({
        total: calls.length,
        sent: arrivals.length,
      });
      rows.push([question, arrivals.length]);
      return { data, calls, arrivals };
    },
    print: () => {
      const width = Math.max(...rows.map(([question]) => question.length));
      const lines = rows.map(([question, calls]) => `${question.padEnd(width)}  ${calls}\n`);
      return `\nUpstream calls, counted at the providers\n${lines.join('')}`;
    },
  };
}

/** How often each operation was called. */
export function tally(calls: readonly UpstreamCall[]): Record<string, number> {
  const byOperation = Object.groupBy(calls, ({ operation }) => operation);
  return Object.fromEntries(Object.entries(byOperation).map(([name, same = []]) => [name, same.length]));
}
