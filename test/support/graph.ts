import { parseConfig } from '../../src/config.ts';
import { listen } from '../../src/listen.ts';
import type { UpstreamCall } from '../../src/port.ts';
import { withFaults, type ChooseFault } from '../../src/sandbox/faults.ts';
import { startSandbox, type RunningEmulator } from '../../src/sandbox/index.ts';
import { serve } from '../../src/serve.ts';
import type { TypedDocumentString } from '../graphql/graphql.ts';

/** An answer of the graph as a client sees it, the upstream trace included. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions: {
    readonly requestId: string;
    readonly upstream?: { readonly total: number; readonly calls: readonly UpstreamCall[] };
  };
}

/** The whole product over real sockets: four emulators, the graph, and faults that can be put between them. */
export interface RunningGraph {
  readonly url: string;
  readonly emulators: readonly RunningEmulator[];
  /** Runs a typed operation and asks for its trace. */
  readonly query: <Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
  ) => Promise<Answer<Data>>;
  /** Sends any document, typed or not. */
  readonly send: (body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Decides what requests to a provider meet from now on; null lets all through. */
  readonly fail: (provider: string, choose: ChooseFault | null) => void;
  readonly close: () => Promise<void>;
}

/** `config` is laid over the sandbox's own configuration file. */
export async function startGraph(config: Record<string, unknown> = {}): Promise<RunningGraph> {
  const faults = new Map<string, ChooseFault>();
  const sandbox = await startSandbox({
    decorate: (fetch, provider) => withFaults(fetch, (request) => faults.get(provider)?.(request) ?? null),
  });
  const parsed = parseConfig({ ...sandbox.config, ...config }, {});
  const report = console.error;
  const handle = serve(parsed, { graphiql: {}, report, isReady: () => true });
  const { origin, close } = await listen(handle, { host: '127.0.0.1', port: 0 });
  const url = `${origin}/graphql`;

  const send = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vaultgraph-trace': '1', ...headers },
      body: JSON.stringify(body),
    });

  return {
    url,
    send,
    emulators: sandbox.emulators,
    query: async (document, ...[variables]) => (await send({ query: document.toString(), variables })).json(),
    fail: (provider, choose) => (choose ? faults.set(provider, choose) : faults.delete(provider)),
    close: async () => {
      await close(0);
      await sandbox.close();
    },
  };
}
