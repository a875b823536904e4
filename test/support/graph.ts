import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Clock } from '../../src/gateway/live/clock.ts';
import { createAudit } from '../../src/telemetry/audit/audit.ts';
import { createLines } from '../../src/telemetry/audit/lines.ts';
import { parseConfig } from '../../src/config/config.ts';
import type { Fetch } from '../../src/http/fetch.ts';
import { listen } from '../../src/http/listen.ts';
import { logDefect } from '../../src/telemetry/log/defect.ts';
import { createLogger } from '../../src/telemetry/log/logger.ts';
import type { Metrics } from '../../src/telemetry/metrics/metrics.ts';
import type { UpstreamCall } from '../../src/port.ts';
import { withFaults, type ChooseFault } from '../../src/emulators/kit/faults.ts';
import {
  startSandbox,
  type RunningEmulator,
  type Sandbox,
  type SandboxOptions,
} from '../../src/sandbox/index.ts';
import { openStore } from '../../src/cli/open-store.ts';
import { serveGraph } from '../../src/cli/serve.ts';
import { allCanaries } from './canaries.ts';
import { closedBreaker } from './closed-breaker.ts';
import { watchForLeaks } from './leaks.ts';
import { post } from './post.ts';
import { spokenOf } from './spoken-of.ts';
import { wayIn } from './way-in.ts';

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

/** A request as it reached a provider's emulator, before any fault. */
export interface Arrival {
  readonly provider: string;
  readonly method: string;
  readonly url: URL;
  /** How many requests the provider was answering then, this one included. */
  readonly inFlight: number;
}

/** The whole product over real sockets: emulators, the graph, and faults that can be put between them. */
export interface RunningGraph {
  readonly url: string;
  readonly emulators: readonly RunningEmulator[];
  /** The keys of the customers that one of a provider's accounts holds now, in the provider's own order. */
  readonly keysOf: (provider: string, account?: number) => readonly string[];
  /** Everything that reaches the providers from now on; it grows. */
  readonly watch: () => readonly Arrival[];
  /** What the graph reported as its own defects. */
  readonly defects: readonly unknown[];
  /** The lines of its log, and of its audit. */
  readonly logged: readonly string[];
  readonly audited: readonly string[];
  /** Runs a typed operation and asks for its trace. */
  readonly query: <Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
  ) => Promise<Answer<Data>>;
  /** Sends any document, typed or not. */
  readonly send: (body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Decides what requests to a provider meet from now on; null lets all through. */
  readonly fail: (provider: string, choose: ChooseFault | null) => void;
  readonly close: () => Promise<void>;
}

/** Hundreds of queries within a second are no misuse here. */
const unlimited = { points: 1_000_000_000, perSeconds: 60 };

function limitsOf({ limits }: Record<string, unknown>): object {
  return typeof limits === 'object' && limits !== null ? limits : {};
}

/** The sandbox's configuration, with the accounts of some providers alone. */
function withAccountsAt(
  isMeant: (provider: string) => boolean,
  { config }: Sandbox,
): Record<string, unknown> {
  const [tenant] = config['tenants'] as [{ accounts: readonly { provider: string }[] }];
  const accounts = tenant.accounts.filter(({ provider }) => isMeant(provider));
  return { ...config, tenants: [{ ...tenant, accounts }] };
}

/** Every answer of a provider carries the canaries, as every request of a client does: they must not be passed on. */
function careless(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    response.headers.set('x-debug', allCanaries);
    return response;
  };
}

interface GraphOptions extends SandboxOptions {
  /** Changes the sandbox's configuration, whose addresses are known once it runs. */
  readonly adapt?: (config: Record<string, unknown>) => Record<string, unknown>;
  readonly metrics?: Metrics;
  /** Whether it has accounts at every registered provider, and not at those of `spokenOf` alone; false if absent. */
  readonly atAllProviders?: boolean;
  /** Whether an account whose provider fails again and again is not asked for a while; false if absent. */
  readonly breaks?: boolean;
  /** The clock by which what is watched is asked for; the machine's if absent. */
  readonly clock?: Clock;
}

/** `config` is laid over the sandbox's own configuration file. */
export async function startGraph(
  config: Record<string, unknown> = {},
  options: GraphOptions = {},
): Promise<RunningGraph> {
  const faults = new Map<string, ChooseFault>();
  const arrivals = createArrivals();
  const {
    decorate = (fetch) => fetch,
    metrics,
    atAllProviders = false,
    breaks = false,
    clock,
    adapt = () => ({}),
    ...rest
  } = options;
  const sandbox = await startSandbox({
    ...rest,
    decorate: (fetch, provider) =>
      arrivals.noted(
        withFaults(careless(decorate(fetch, provider)), (request) => faults.get(provider)?.(request) ?? null),
        provider,
      ),
  });
  const isMeant = (provider: string) => atAllProviders || spokenOf.has(provider);
  const emulators = sandbox.emulators.filter(({ provider }) => isMeant(provider));
  const accounts = withAccountsAt(isMeant, sandbox);
  const parsed = parseConfig(
    {
      ...accounts,
      ...adapt(accounts),
      ...config,
      limits: { budget: unlimited, ...limitsOf(config) },
    },
    {},
  );
  const defects: unknown[] = [];
  const logged: string[] = [];
  const audited: string[] = [];
  const logger = createLogger({ write: (line) => void logged.push(line.trimEnd()) }, 'debug');
  const report = (error: unknown): void => {
    defects.push(error);
    logDefect(logger)(error);
  };
  const lines = createLines((line) => void audited.push(line.trimEnd()));
  const audit = createAudit({ lines, report, now: () => new Date() });
  const { store, budget, indexStore, cache } = await openStore(parsed);
  const { fetch: handle, stopIndexing } = await serveGraph(parsed, {
    graphiql: {},
    report,
    logger,
    audit,
    store,
    openIndexStore: indexStore.open,
    cache,
    budget,
    isReady: () => true,
    metrics,
    clock,
    createBreaker: breaks ? undefined : closedBreaker,
  });
  const served = wayIn.current === 'web' ? (request: Request) => handle(request) : handle;
  const { origin, close } = await listen(served, { host: '127.0.0.1', port: 0 });
  const url = `${origin}/graphql`;

  const leaks = watchForLeaks(emulators);

  const send = async (body: unknown, headers: Record<string, string> = {}): Promise<Response> => {
    const sent = {
      'content-type': 'application/json',
      'x-vaultgraph-trace': '1',
      'x-note': allCanaries,
      ...headers,
    };
    const { response, text } = await post(url, sent, JSON.stringify(body));
    leaks.answer(text);
    return response;
  };

  return {
    url,
    send,
    emulators,
    keysOf: (provider, account = 0) => {
      const running = emulators.find((candidate) => candidate.provider === provider);
      return running?.emulator.accounts(running.origin)[account]?.customerKeys() ?? [];
    },
    watch: arrivals.watch,
    defects,
    logged,
    audited,
    query: async (document, ...[variables]) => (await send({ query: print(document), variables })).json(),
    fail: (provider, choose) => (choose ? faults.set(provider, choose) : faults.delete(provider)),
    close: async () => {
      await close(0);
      await stopIndexing();
      await sandbox.close();
      await indexStore.close();
      cache.close();
      await store.close();
      leaks.end([...logged, ...audited]);
    },
  };
}

function createArrivals() {
  const watched: Arrival[][] = [];
  const inFlight = new Map<string, number>();
  const count = (provider: string, change: number): number => {
    const counted = (inFlight.get(provider) ?? 0) + change;
    inFlight.set(provider, counted);
    return counted;
  };

  return {
    watch: (): readonly Arrival[] => {
      const seen: Arrival[] = [];
      watched.push(seen);
      return seen;
    },
    noted:
      (fetch: Fetch, provider: string): Fetch =>
      async (request) => {
        const { method } = request;
        const arrival = { provider, method, url: new URL(request.url), inFlight: count(provider, 1) };
        for (const seen of watched) seen.push(arrival);
        try {
          return await fetch(request);
        } finally {
          count(provider, -1);
        }
      },
  };
}
