import { createBudget, type Budget } from '../access/budget.ts';
import { countedBudget } from '../access/counted-budget.ts';
import type { Audit } from '../telemetry/audit/audit.ts';
import type { Config } from '../config/schema.ts';
import { createShopperTokens } from '../access/shopper-tokens.ts';
import type { Served as Answering } from '../http/web.ts';
import { withAccessLog } from '../telemetry/log/access-log.ts';
import { noLogger, type Logger } from '../telemetry/log/logger.ts';
import type { UsageReports } from '../telemetry/usage/usage-reports.ts';
import { operationNames } from '../telemetry/metrics/operation-names.ts';
import { toAuthenticate } from './configured-authenticate.ts';
import { configuredCaches } from './configured-caches.ts';
import { connectConfigured, type Connecting } from './connect-configured.ts';
import type { LazyCache } from './lazy-cache.ts';
import { openConsole, type OpenedConsole } from './open-console.ts';
import { idSecretsOf, rotatingSecretsOf } from './sealing-secrets.ts';
import { describeHealth, type HealthDetails } from '../server/probes.ts';
import { createServer } from '../server/server.ts';
import { createStreams } from '../server/live/streams.ts';
import type { Erasing } from '../gateway/erasure/open-erasures.ts';
import type { Clock } from '../gateway/live/clock.ts';
import type { LiveHints } from '../gateway/live/hints.ts';
import type { HubObserver } from '../gateway/live/hub.ts';
import { createClientAddress, type GraphiqlPage } from '../server/request/index.ts';
import type { Secrets } from '../gateway/ids.ts';
import type { Serial } from '../gateway/serial.ts';
import { createTenant, type Tenant } from '../gateway/tenant.ts';
import type { IndexStore } from '../store/index-store.ts';
import { createSqliteIndexStore } from '../store/sqlite-index.ts';
import type { OutcomeStore } from '../store/store.ts';
import { indexOptionsOf } from './index-options.ts';

export interface ServeOptions extends Omit<Connecting, 'cacheOf'> {
  readonly graphiql: GraphiqlPage;
  readonly report: (error: unknown) => void;
  readonly isReady: () => boolean;
  readonly store: OutcomeStore;
  /** Opens the store of blind indexes, if an account has one; they are kept in memory if absent. */
  readonly openIndexStore?: () => IndexStore;
  /** Where caches are kept; no account has one if absent. */
  readonly cache?: LazyCache;
  /** Counts what callers spend; in this process alone if absent. */
  readonly budget?: Budget;
  /** The same for shoppers. */
  readonly shopperBudget?: Budget;
  /** Writes the log; nothing is logged if absent. */
  readonly logger?: Logger;
  /** Where changes and refusals are recorded; nowhere if absent. */
  readonly audit?: Audit;
  /** Reports trusted documents that ran to a schema registry; nothing is reported if absent. */
  readonly usage?: UsageReports | undefined;
  /** Orders the updates of one record, by tenant, across reloads of the configuration; each version has its own order if absent. */
  readonly serials?: (tenant: string) => Serial;
  /** Markdown that is added to the schema's description; nothing if absent. */
  readonly hints?: string | undefined;
  /** The clock by which watched records are read; the machine's if absent. */
  readonly clock?: Clock | undefined;
  /** By which erasures wait; the machine's if absent. */
  readonly erasingClock?: Pick<Erasing, 'clock' | 'now'> | undefined;
  /** Exchanges changes to watched records with other processes; absent if there are none. */
  readonly liveHints?: LiveHints | undefined;
}

/** The API that a configuration describes, and how its store and accounts are. */
export interface Served {
  readonly fetch: Answering;
  readonly details: () => Promise<HealthDetails>;
  /** Ends its streams, with a hint to come back. */
  readonly endStreams: () => void;
  /** Goes on with erasures, also with those of processes that have ended; resolves once nothing is due. */
  readonly erase: () => Promise<void>;
  /** Begins no further step of an erasure; resolves once those that were begun are over. */
  readonly endErasing: () => Promise<void>;
  /** Ends what keeps its indexes fresh. */
  readonly stopIndexing: () => Promise<void>;
}

/** The API that a configuration describes. */
export async function serveGraph(config: Config, options: ServeOptions): Promise<Served> {
  const { path, host, trustedProxies } = config.server;
  const { metrics, store } = options;
  const secrets = idSecretsOf(config);
  const tenants = connectTenants(config, secrets, options);
  const shopperTokens = config.access.shopperTokens
    ? createShopperTokens({ secrets, now: options.now })
    : undefined;
  const { origins, shopperOrigins } = config.server.cors;
  const opened = await openConsole(config);
  const details = () => describeHealth(store, tenants);
  const streams = createStreams({
    ...config.limits.streams,
    clock: options.clock,
    observer: metrics?.stream,
  });
  const server = await createServer({
    ...options,
    providers: config.definitions.values(),
    path,
    auditReads: config.audit.type !== 'none' && config.audit.reads,
    clientAddress: createClientAddress(trustedProxies),
    tenants,
    // Names of tenants and accounts are shown to this machine only.
    details: isLoopback(host) ? details : undefined,
    authenticate: toAuthenticate(config, shopperTokens),
    shopperTokens,
    requestTimeoutMs: config.limits.requestTimeoutMs,
    documents: {
      limits: config.limits,
      ...budgetsOf(config, options),
      trusted: opened.trusted,
    },
    graphiql: config.server.graphiql && { ...options.graphiql, hasConsole: Boolean(config.console) },
    console: opened.console,
    origins,
    shopperOrigins,
    bodyBytes: config.limits.bodyBytes,
    streams,
  });
  metrics?.serve(servedOf(opened, tenants));
  for (const { indexes } of tenants.values()) indexes.start();
  return {
    fetch: withAccessLog(server, options.logger ?? noLogger, path, metrics?.request),
    details,
    endStreams: streams.stop,
    erase: () => forEach(tenants, ({ erasures }) => erasures.work()),
    endErasing: () => forEach(tenants, ({ erasures }) => erasures.stop()),
    stopIndexing: () => forEach(tenants, ({ indexes }) => indexes.stop()),
  };
}

async function forEach(
  tenants: ReadonlyMap<string, Tenant>,
  work: (tenant: Tenant) => Promise<void>,
): Promise<void> {
  await Promise.all([...tenants.values()].map(work));
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function budgetsOf({ limits }: Config, options: ServeOptions) {
  const { budget = createBudget(limits.budget), metrics } = options;
  const { shopperBudget = createBudget(limits.shopperBudget) } = options;
  const count = (one: Budget): Budget => (metrics ? countedBudget(one, metrics.budget) : one);
  return { budget: count(budget), shopperBudget: count(shopperBudget) };
}

function servedOf({ trusted }: OpenedConsole, tenants: ReadonlyMap<string, Tenant>) {
  return {
    accounts: [...tenants].flatMap(([tenant, { accounts }]) =>
      accounts.map(({ key, provider, health, index }) => ({
        tenant,
        account: key,
        provider,
        health,
        index: index?.status,
      })),
    ),
    operations: operationNames(trusted.values()),
  };
}

function connectTenants(
  config: Config,
  secrets: Secrets,
  options: ServeOptions,
): ReadonlyMap<string, Tenant> {
  const rotatingSecrets = rotatingSecretsOf(config);
  const { requestTimeoutMs } = config.limits;
  const { store, metrics, serials, now, clock, liveHints: hints } = options;
  const observer = observerOf(options);
  const live = { clock, hints, observer };
  const cacheOf = options.cache && configuredCaches(config, secrets, options.cache);
  const indexesOf = indexOptionsOf(config, options.openIndexStore ?? inMemory, { ...observer, clock });
  return new Map(
    [...connectConfigured(config, { ...options, cacheOf })].map(([id, accounts]) => [
      id,
      createTenant({
        id,
        accounts,
        secrets,
        rotatingSecrets,
        store,
        requestTimeoutMs,
        observer: metrics,
        serial: serials?.(id),
        now,
        live,
        erasing: erasingBy(options),
        indexes: indexesOf(id),
      }),
    ]),
  );
}

function erasingBy({ audit, erasingClock, metrics, report, logger = noLogger }: ServeOptions): Erasing {
  return {
    ...erasingClock,
    audit: (line) => {
      metrics?.erasureStep(line.outcome);
      return audit?.(line);
    },
    report,
    observe: (call) => logger.debug('upstream call', call),
  };
}

function inMemory(): IndexStore {
  return createSqliteIndexStore(':memory:');
}

function observerOf({ metrics, report, logger = noLogger }: ServeOptions): HubObserver {
  return {
    question: (outcome) => metrics?.question(outcome),
    call: (call) => logger.debug('upstream call', call),
    defect: report,
  };
}
