import { afterAll, afterEach, beforeAll } from 'vitest';
import { closeQuiet, type WatchedPage } from '../../../test/support/browser.ts';
import { openConsole, startConsole } from './console.ts';
import type { RunningGraph } from '../../../test/support/graph.ts';

type OpenOptions = Parameters<typeof openConsole>[1];

/** A graph with the console beside it, for the tests of one file. */
export interface ConsoleSession {
  readonly graph: RunningGraph;
  /** Opens a page that is closed after the test, which fails if the page complained; at this graph unless another is named. */
  readonly open: (options?: OpenOptions, at?: RunningGraph) => Promise<WatchedPage>;
}

/** Starts it before the tests of the file, and lets every provider answer again after each. */
export function consoleSession(config: Record<string, unknown> = {}): ConsoleSession {
  let graph: RunningGraph;
  let watched: WatchedPage | null = null;
  beforeAll(async () => {
    graph = await startConsole(config);
  });
  afterAll(async () => {
    await graph.close();
  });
  afterEach(async () => {
    for (const { provider } of graph.emulators) graph.fail(provider, null);
    if (watched) await closeQuiet(watched);
    watched = null;
  });
  return {
    get graph() {
      return graph;
    },
    open: async (options, at = graph) => {
      watched = await openConsole(at, options);
      return watched;
    },
  };
}
