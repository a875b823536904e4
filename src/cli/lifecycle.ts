import cluster from 'node:cluster';
import { latest } from '../http/web.ts';
import { setTimeout } from 'node:timers/promises';
import { listenAt, whereMetricsAre } from './listen-at.ts';
import { openAudit } from './open-audit.ts';
import { openStore } from './open-store.ts';
import { openUsage } from './open-usage.ts';
import { createReload } from './reload.ts';
import { type FetchByAccount } from './connect-configured.ts';
import { serveGraph, type Served, type ServeOptions } from './serve.ts';
import type { Config } from '../config/schema.ts';
import { answerReports, type WorkerReport } from './worker-reports.ts';
import { hearSignals } from './workers.ts';
import { letYoungGrow } from './young-generation.ts';
import { createSerials } from '../gateway/serial.ts';
import { createBarriers } from '../gateway/sharing/barrier.ts';
import type { Fetch } from '../http/fetch.ts';
import type { Listening } from '../http/listen.ts';
import { createAdmin } from '../server/admin.ts';
import { createProbes } from '../server/probes.ts';
import type { GraphiqlPage } from '../server/request/index.ts';
import type { LineSink } from '../telemetry/log/line-sink.ts';
import type { Logger } from '../telemetry/log/logger.ts';
import type { OutcomeStore } from '../store/store.ts';
import type { Metrics } from '../telemetry/metrics/metrics.ts';

/** How a served graph shows itself. */
export interface ServedCommand {
  readonly graphiqlOf: (config: Config) => GraphiqlPage;
  /** How the provider of an account is reached; over the network if absent. */
  readonly fetchByAccount?: FetchByAccount;
  /** Takes the audit's lines if the configuration names no file. */
  readonly sink: LineSink;
  readonly logger: Logger;
  /** Called with defects. */
  readonly report: (error: unknown) => void;
  /** The clock of the providers' accounts and of what expires; the machine's if absent. */
  readonly now?: () => Date;
  /** Markdown that is added to the schema's description; nothing if absent. */
  readonly hints?: string;
  /** Keeps outcomes in place of the store that the configuration names. */
  readonly store?: OutcomeStore;
  /** Stands before the graph, to serve something beside it. */
  readonly front?: (fetch: Fetch) => Fetch;
  /** Prints where the graph is: to standard output if absent. */
  readonly say?: (line: string) => void;
  readonly started?: (origin: string) => void;
  /** Reads the configuration again, at SIGHUP. If absent, SIGHUP stops the process as SIGTERM does. */
  readonly reread?: () => Promise<Config>;
}

/** Serves until the process gets a signal to stop, then finishes the requests in flight. */
export async function serveUntilStopped(config: Config, command: ServedCommand): Promise<void> {
  const { sink, report, front = (fetch) => fetch, say = console.log } = command;
  const life = { isReady: true };
  const signals = hearSignals(command.reread !== undefined);
  endOnDefect(report);
  const metrics = await openMetrics(config);
  const usage = await openUsage(config, { logger: command.logger, metrics });
  const audit = openAudit(config, sink, report);
  const opened = await openStore(config);
  const { fetchByAccount, logger, now, hints, store = opened.store } = command;
  const { budget, shopperBudget, breakerHints, liveHints, indexStore, cache } = opened;
  const isReady = (): boolean => life.isReady;
  const serials = createSerials();
  const barriers = createBarriers();
  const open = {
    report,
    logger,
    audit: audit.record,
    store,
    openIndexStore: indexStore.open,
    cache,
    budget,
    shopperBudget,
    breakerHints,
    liveHints,
    serials,
    barriers,
    metrics,
    usage,
    isReady,
    hints,
  };
  const lasting = { ...open, ...(fetchByAccount && { fetchByAccount }), ...(now && { now }) };
  const current = createReload(config, command, await generation(config, command, lasting), (next) =>
    generation(next, command, lasting),
  );
  const { host, port, adminPort, adminHost = host } = config.server;
  // The first process answers operators for all workers.
  const admin =
    metrics &&
    !cluster.isWorker &&
    createAdmin(metrics, () => createProbes({ isReady, details: current.serving().details }));
  const listening: Listening[] = [];
  try {
    listening.push(await listenAt(front(latest(() => current.serving().fetch)), { host, port }));
    if (admin && adminPort !== undefined) {
      listening.push(await listenAt(admin, { host: adminHost, port: adminPort }));
    }
  } catch (error) {
    await Promise.all(listening.map(({ close }) => close(0)));
    await current.serving().stopIndexing();
    await indexStore.close();
    cache.close();
    await store.close();
    throw error;
  }
  letYoungGrow();
  announce(listening, config, { say, started: command.started });
  const stopErasing = eraseFrom(() => current.serving());
  if (metrics && cluster.isWorker) answerReports(reporting(metrics, current.serving));
  signals.onReload(() => current.reload(metrics));
  await signals.stopped;
  life.isReady = false;
  const { delayMs, timeoutMs } = current.config().shutdown;
  if (delayMs > 0) for (const { drain } of listening) drain();
  // Gives load balancers time to notice. Requests that they still send are answered.
  await setTimeout(delayMs);
  current.serving().endStreams();
  await current.serving().stopIndexing();
  const [graph, ...others] = listening;
  await graph?.close(timeoutMs);
  await Promise.all(others.map(({ close }) => close(0)));
  stopErasing();
  await current.serving().endErasing();
  await usage?.close();
  await indexStore.close();
  cache.close();
  await store.close();
  audit.close();
}

/** How often a process looks for erasures that another has left. */
const lookForErasuresMs = 5_000;

/** Goes on with erasures, now and again; gives a way to stop that. */
function eraseFrom(serving: () => Served): () => void {
  const look = (): void => void serving().erase();
  look();
  const timer = setInterval(look, lookForErasuresMs).unref();
  return () => clearInterval(timer);
}

type Lasting = Omit<ServeOptions, 'graphiql'>;

/** What one version of the configuration serves. */
async function generation(config: Config, { graphiqlOf }: ServedCommand, lasting: Lasting) {
  return serveGraph(config, { ...lasting, graphiql: graphiqlOf(config) });
}

function reporting(metrics: Metrics, serving: () => Served) {
  return async (withHealth: boolean): Promise<WorkerReport> => ({
    metrics: await metrics.snapshot(),
    health: withHealth ? await serving().details() : null,
  });
}

/** Loads Prometheus' client only if metrics are served. */
async function openMetrics({ server }: Config): Promise<Metrics | undefined> {
  if (server.adminPort === undefined) return undefined;
  const { createMetrics } = await import('../telemetry/metrics/prometheus.ts');
  return createMetrics();
}

function announce(
  [graph, admin]: readonly Listening[],
  { server, console: hasConsole }: Config,
  { say, started }: { say: (line: string) => void; started: ServedCommand['started'] },
): void {
  const shown = graph?.origin.replace('127.0.0.1', 'localhost') ?? '';
  if (admin) say(whereMetricsAre(admin));
  say(`GraphQL            ${shown}${server.path}`);
  if (hasConsole) say(`Console            ${shown}/console`);
  started?.(shown);
}

/** Node would print an uncaught error unchanged, with anything that a caller sent in its message. */
function endOnDefect(report: (error: unknown) => void): void {
  process.once('uncaughtException', (error) => {
    report(error);
    process.exit(1);
  });
}
