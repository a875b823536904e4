import type { Origin } from '../domain/errors.ts';
import type { Account } from '../gateway/account.ts';
import type { AccountCache } from '../gateway/cache/account-cache.ts';
import { announcingWrites } from '../gateway/cache/announcing-writes.ts';
import { cachingReads } from '../gateway/cache/caching-reads.ts';
import { disclosing } from '../gateway/disclosing.ts';
import { createBarrier, type Barrier } from '../gateway/sharing/barrier.ts';
import { fencingWrites } from '../gateway/sharing/fencing-writes.ts';
import { sharingReads } from '../gateway/sharing/sharing-reads.ts';
import { waitingFirst } from '../upstream/waiting-first.ts';
import { withBeforeWrite } from '../upstream/before-write.ts';
import { createBreaker, type CreateBreaker } from '../upstream/breaker.ts';
import type { BreakerHints } from '../upstream/breaker-hints.ts';
import { withConcurrency } from '../upstream/concurrency.ts';
import { exchangeOver } from '../upstream/fetch-exchange.ts';
import { createNetwork } from '../upstream/network.ts';
import type { Fetch } from '../http/fetch.ts';
import type { Vault } from '../port.ts';
import { withHeaderMade } from '../upstream/authorization.ts';
import type { UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { createFreshSecrets } from '../upstream/fresh-secrets.ts';
import { secretsIn } from '../redaction/secret.ts';
import { createRoom, type ConcurrencyLimits } from '../upstream/room.ts';
import { withRetries } from '../upstream/retries.ts';
import { realTime, type Time } from '../upstream/time.ts';
import { withTrace } from '../upstream/trace.ts';
import { createGuard } from '../upstream/guard.ts';
import type { ProviderDefinition } from './define.ts';
import { fingerprintOf } from './fingerprint.ts';

/** One account to connect. */
export interface AccountSettings {
  readonly key: string;
  readonly displayName: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  /** Where phone numbers without a country code are taken to be from; nowhere if absent. */
  readonly country?: string | undefined;
  readonly definition: ProviderDefinition;
  /** What the definition's settings schema made. */
  readonly settings: unknown;
  readonly limits: ConcurrencyLimits;
  /** Whether equal reads that are in flight are one; they are if absent. */
  readonly sharesReads?: boolean | undefined;
}

/** The outside world of all accounts. */
export interface World {
  /** How providers are reached; over connections of their own, without a proxy, if absent. */
  readonly fetch?: Fetch | undefined;
  readonly now: () => Date;
  /** Creates the observer of the requests to an account's provider; there is no observer if absent. */
  readonly observerOf?: (origin: Origin) => UpstreamObserver;
  /** The clock for pauses and breakers; this machine's clock if absent. */
  readonly time?: Time;
  /** Makes an account's breaker; one that opens if its provider fails, if absent. */
  readonly createBreaker?: CreateBreaker;
  /** Creates the hints that an account's breaker exchanges with other processes; it exchanges none if absent. */
  readonly hintsOf?: ((account: string) => BreakerHints) | undefined;
  /** Gives the barrier that shared reads of an account do not cross, if others write to it, too; a separate one if absent. */
  readonly barrierOf?: ((account: string) => Barrier) | undefined;
  /**
   * Gives the cache of an account, which has a fingerprint of its settings; undefined for one that has no cache. None has if
   * absent.
   */
  readonly cacheOf?: ((account: string, fingerprint: () => string) => AccountCache | undefined) | undefined;
}

/** The outside world of one account. */
interface Outside extends World {
  readonly origin: Origin;
  readonly observer: UpstreamObserver | undefined;
  /** Called if the provider may have refused secrets that are others now. */
  readonly onNewSecrets: () => void;
}

/** Connects accounts without sending a request. Each has its own limits, health and traces. */
export function connectAccounts(accounts: readonly AccountSettings[], world: World): readonly Account[] {
  return accounts.map((account) => connectAccount(account, world));
}

function connectAccount(account: AccountSettings, world: World): Account {
  const { key, displayName, environment, country = null, definition, settings, sharesReads = true } = account;
  const origin: Origin = { provider: definition.code, account: key };
  const observer = world.observerOf?.(origin);
  const fingerprint = fingerprintOf(definition.code, settings);
  const { renew: onNewSecrets } = fingerprint;
  const { exchange, health, waiting } = createAccountExchange(account, {
    ...world,
    origin,
    observer,
    onNewSecrets,
  });
  const barrier = world.barrierOf?.(key) ?? createBarrier();
  const runtime = { exchange, now: world.now, origin };
  const connected = waitingFirst(definition.connect(settings as never, runtime), waiting);
  const vault = fencingWrites(disclosing(connected), barrier);
  const cache = world.cacheOf?.(key, fingerprint.read);
  const behind = (shared: Vault): Vault => {
    if (!cache) return shared;
    const announcing = announcingWrites(shared, cache);
    if (cache.ttlMs === 0) return announcing;
    return cachingReads(announcing, { cache, account: key, onRead: (outcome) => observer?.cached(outcome) });
  };
  return {
    key,
    displayName,
    environment,
    provider: definition.code,
    country,
    abilities: definition.abilities,
    searches: definition.searches,
    documentNumbers: definition.documentNumbers ?? [],
    rules: definition.rules,
    ...(sharesReads && { barrier }),
    ...(cache && { cache }),
    vault: sharesReads
      ? sharingReads(vault, { origin, barrier, behind, onShared: () => observer?.shared() })
      : behind(vault),
    examine: async (call) => definition.examine?.(settings as never, runtime, call),
    health,
  };
}

/**
 * Everything between a provider's own code and the network, from the network outwards. A call that waits for its turn
 * holds nothing; it is authorised, announced and sent only when its turn comes. A retry goes through all of it again.
 */
function createAccountExchange(
  { settings, limits }: AccountSettings,
  {
    origin,
    observer,
    fetch,
    now,
    time = realTime,
    createBreaker: breakerOf = createBreaker,
    hintsOf,
    onNewSecrets,
  }: Outside,
) {
  const { refusing, wouldAdmit, admit, health } = createGuard({
    origin,
    time,
    now,
    observer,
    createBreaker: breakerOf,
    hints: hintsOf?.(origin.account),
  });
  const secrets = secretsIn(settings);
  const reread = (): boolean => {
    const isAnother = secrets.filter((secret) => secret.reread()).length > 0;
    if (isAnother) onNewSecrets();
    return isAnother;
  };
  const sending = withBeforeWrite(
    withTrace(fetch ? exchangeOver(fetch) : createNetwork(), origin, observer),
    origin,
  );
  const room = createRoom(limits, origin, observer);
  const limited = withConcurrency(withHeaderMade(sending), limits, origin, {
    observer,
    onlooker: { admit, pass: createFreshSecrets(reread, time.now) },
    now: time.now,
    room,
  });
  const { turns } = room;
  return {
    exchange: withRetries(refusing(limited), { time, now, observer }),
    health,
    waiting: {
      // What is refused waits for nothing.
      isWaited: () => turns.isFull() && wouldAdmit(),
      wait: room.wait,
      hand: turns.hand,
    },
  };
}
