import type { Origin } from './domain/errors.ts';
import type { Account } from './gateway/account.ts';
import { withConcurrency, type ConcurrencyLimits } from './http/concurrency.ts';
import { createExchange } from './http/exchange.ts';
import type { Fetch } from './http/fetch.ts';
import { withHealth } from './http/health.ts';
import { withTrace } from './http/trace.ts';
import type { ProviderDefinition } from './providers/define.ts';

/** One account to connect. */
export interface AccountSettings {
  readonly key: string;
  readonly displayName: string;
  readonly environment: 'SANDBOX' | 'LIVE';
  readonly definition: ProviderDefinition;
  /** What the definition's settings schema made. */
  readonly settings: unknown;
  readonly limits: ConcurrencyLimits;
}

/** The outside world of all accounts. */
export interface World {
  readonly fetch: Fetch;
  readonly now: () => Date;
}

/** Connects accounts; calls nobody. Each gets limits, health and traces of its own. */
export function connectAccounts(accounts: readonly AccountSettings[], world: World): readonly Account[] {
  return accounts.map((account) => connectAccount(account, world));
}

function connectAccount(account: AccountSettings, { fetch, now }: World): Account {
  const { key, displayName, environment, definition, settings, limits } = account;
  const origin: Origin = { provider: definition.code, account: key };
  const { exchange, health } = withHealth(withTrace(createExchange(fetch), key), now);
  const runtime = { exchange: withConcurrency(exchange, limits, origin), now, origin };
  return {
    key,
    displayName,
    environment,
    provider: definition.code,
    abilities: definition.abilities,
    rules: definition.rules,
    vault: definition.connect(settings as never, runtime),
    health,
  };
}
