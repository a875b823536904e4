import type { Origin } from '../domain/errors.ts';
import type { Account } from '../gateway/account.ts';
import { disclosing } from '../gateway/disclosing.ts';
import { withBeforeWrite } from '../upstream/before-write.ts';
import { createBreaker, type CreateBreaker } from '../upstream/breaker.ts';
import type { BreakerHints } from '../upstream/breaker-hints.ts';
import { withConcurrency, type ConcurrencyLimits } from '../upstream/concurrency.ts';
import { exchangeOver } from '../upstream/fetch-exchange.ts';
import { createNetwork } from '../upstream/network.ts';
import type { Fetch } from '../http/fetch.ts';
import { withHeaderMade } from '../upstream/authorization.ts';
import type { UpstreamObserver } from '../upstream/observer.ts';
import { withFreshSecrets } from '../upstream/fresh-secrets.ts';
import { secretsIn } from '../redaction/secret.ts';
import { withRetries } from '../upstream/retries.ts';
import { realTime, type Time } from '../upstream/time.ts';
import { withTrace } from '../upstream/trace.ts';
import { createGuard } from '../upstream/guard.ts';
import type { ProviderDefinition } from './define.ts';

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
}

/** The outside world of all accounts. */
export interface World {
  /** How providers are reached; over connections of their own, without a proxy, if absent. */
  readonly fetch?: Fetch | undefined;
  readonly now: () => Date;
  /** Gives who is told what happens between us and an account's provider; nobody if absent. */
  readonly observerOf?: (origin: Origin) => UpstreamObserver;
  /** What pauses and breakers go by; this machine's clock if absent. */
  readonly time?: Time;
  /** Makes an account's breaker; one that opens if its provider fails, if absent. */
  readonly createBreaker?: CreateBreaker;
  /** Gives what an account's breaker hears of other processes, and tells them; nothing if absent. */
  readonly hintsOf?: ((account: string) => BreakerHints) | undefined;
}

/** Connects accounts; calls nobody. Each gets limits, health and traces of its own. */
export function connectAccounts(accounts: readonly AccountSettings[], world: World): readonly Account[] {
  return accounts.map((account) => connectAccount(account, world));
}

function connectAccount(account: AccountSettings, world: World): Account {
  const { key, displayName, environment, country = null, definition, settings } = account;
  const origin: Origin = { provider: definition.code, account: key };
  const { exchange, health } = createAccountExchange(account, origin, world);
  const runtime = { exchange, now: world.now, origin };
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
    vault: disclosing(definition.connect(settings as never, runtime)),
    examine: async (call) => definition.examine?.(settings as never, runtime, call),
    health,
  };
}

/**
 * Everything between a provider's own code and the network, told from the network outwards. A call that waits for its turn
 * holds nothing, and is authorised, announced and let through only when it has it; a retry goes through all of it again.
 */
function createAccountExchange(
  { settings, limits }: AccountSettings,
  origin: Origin,
  { fetch, now, observerOf, time = realTime, createBreaker: breakerOf = createBreaker, hintsOf }: World,
) {
  const observer = observerOf?.(origin);
  const { refusing, watching, health } = createGuard({
    origin,
    time,
    now,
    observer,
    createBreaker: breakerOf,
    hints: hintsOf?.(origin.account),
  });
  const secrets = secretsIn(settings);
  const reread = () => secrets.filter((secret) => secret.reread()).length > 0;
  const sending = withBeforeWrite(
    withTrace(fetch ? exchangeOver(fetch) : createNetwork(), origin, observer),
    origin,
  );
  const authorised = withFreshSecrets(withHeaderMade(sending), reread);
  const limited = withConcurrency(watching(authorised), limits, origin, observer);
  return { exchange: withRetries(refusing(limited), { time, now, observer }), health };
}
