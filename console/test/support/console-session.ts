import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { closeQuiet, startBrowser, type WatchedPage } from '../../../test/support/browser.ts';
import { openConsole, startConsole } from './console.ts';
import type { RunningGraph } from '../../../test/support/graph.ts';

type OpenOptions = Parameters<typeof openConsole>[2];

/** A graph with the console beside it, and a browser, for the tests of one file. */
export interface ConsoleSession {
  readonly graph: RunningGraph;
  readonly browser: Browser;
  /** Opens a page that is closed after the test, which fails where the page complained; at this graph unless another is named. */
  readonly open: (options?: OpenOptions, at?: RunningGraph) => Promise<WatchedPage>;
}

/** Starts both before the tests of the file, and lets every provider answer again after each. */
export function consoleSession(config: Record<string, unknown> = {}): ConsoleSession {
  let graph: RunningGraph;
  let browser: Browser;
  let watched: WatchedPage | null = null;
  beforeAll(async () => {
    [graph, browser] = await Promise.all([startConsole(config), startBrowser()]);
  });
  afterAll(async () => {
    await browser.close();
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
    get browser() {
      return browser;
    },
    open: async (options, at = graph) => {
      watched = await openConsole(browser, at, options);
      return watched;
    },
  };
}
