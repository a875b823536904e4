import { parseConfig } from '../../src/config/config.ts';
import { startInteractiveSandbox } from '../../src/cli/sandbox.ts';
import { serveGraph } from '../../src/cli/serve.ts';
import type { Example } from '../../src/server/request/index.ts';

/** The sandbox as `npm start` serves it, without a port. */
export interface ServedSandbox {
  readonly examples: readonly Example[];
  readonly call: (method: string, path: string, init?: RequestInit) => Promise<Response>;
  /** Sends an operation, and reads the answer. */
  readonly ask: (
    query: string,
    headers?: Record<string, string>,
    variables?: unknown,
  ) => ReturnType<Response['json']>;
  readonly close: () => Promise<void>;
}

const origin = 'http://localhost:4000';

export async function serveSandbox(
  interactive: Parameters<typeof startInteractiveSandbox>[0] = {},
): Promise<ServedSandbox> {
  const sandbox = await startInteractiveSandbox(interactive);
  const { fetchByAccount, now, store, hints } = sandbox;
  const config = parseConfig(sandbox.configAt(4000), {});
  const graphiql = await sandbox.graphiqlOf(config);
  const report = (error: unknown) => {
    throw error;
  };
  const options = { graphiql, fetchByAccount, now, store, hints, report, isReady: () => true };
  const { fetch, stopIndexing } = await serveGraph(config, options);
  const served = sandbox.front(fetch);
  const call: ServedSandbox['call'] = (method, path, init = {}) =>
    served(new Request(new URL(path, origin), { method, ...init }));
  return {
    examples: graphiql.examples ?? [],
    call,
    ask: async (query, headers = {}, variables = {}) => {
      const body = JSON.stringify({ query, variables });
      const all = { 'content-type': 'application/json', ...headers };
      return (await call('POST', '/graphql', { headers: all, body })).json();
    },
    close: async () => {
      await stopIndexing();
      await sandbox.close();
    },
  };
}
