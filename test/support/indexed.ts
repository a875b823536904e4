import type { Emulator } from '../../src/emulators/kit/emulator.ts';
import type { IndexParts } from '../../src/gateway/blind-index/index-parts.ts';
import { openProgress, sealProgress } from '../../src/gateway/blind-index/index-progress.ts';
import { takeStep } from '../../src/gateway/blind-index/take-step.ts';
import { createTenantIndexes } from '../../src/gateway/blind-index/tenant-indexes.ts';
import type { Account } from '../../src/gateway/account.ts';
import { findCustomers, type FoundPage } from '../../src/gateway/find/find.ts';
import type { CustomerMatch } from '../../src/domain/customer-search.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import { createSqliteIndexStore } from '../../src/store/sqlite-index.ts';
import type { IndexStore } from '../../src/store/index-store.ts';
import { requestScopeOf } from '../../src/testing/support/request-scope.ts';
import { connectTo, createCall } from '../../src/testing/support/vault.ts';

interface Options {
  readonly store?: IndexStore;
  readonly now?: () => number;
  readonly refreshSeconds?: number;
  readonly secret?: Uint8Array;
  readonly tenant?: string;
}

export const owner = 'test';

/** An account that has an index, and the same account past this API, which the index does not hear of. */
export function indexed(
  definition: ProviderDefinition,
  emulator: Pick<Emulator, 'accounts' | 'fetch'>,
  options: Options = {},
) {
  const { store = createSqliteIndexStore(':memory:'), now = Date.now, refreshSeconds = 3_600 } = options;
  const { secret = Buffer.alloc(32, 1), tenant = 'acme' } = options;
  const connected = connectTo(definition, emulator);
  const indexes = createTenantIndexes(
    { tenant, secret, accounts: [connected], requestTimeoutMs: 10_000 },
    { store, now, refreshSecondsOf: () => refreshSeconds },
  );
  const [account] = indexes.accounts;
  const [parts] = indexes.parts;
  if (!account || !parts) throw new Error('The account has no index.');
  return { account, parts, store, indexes, past: connectTo(definition, emulator) };
}

/** Reads the whole list once, and sweeps. Gives how many steps that took; stops after so many. */
export async function build(parts: IndexParts, mostSteps = Infinity): Promise<number> {
  const { store, digests } = parts;
  for (let steps = 1; ; steps += 1) {
    await store.lease(digests.space, owner, Date.now(), 60_000);
    const { progress } = await store.state(digests.space);
    const next = await takeStep(parts, openProgress(progress, digests.seal), createCall());
    await store.keepProgress(digests.space, owner, sealProgress(next, digests.seal));
    if (next.pass === null || steps === mostSteps) return steps;
  }
}

/** The pages of a search of one account, to its end. */
export async function pagesOf(
  account: Account,
  match: CustomerMatch,
  first = 20,
): Promise<readonly FoundPage[]> {
  const pages: FoundPage[] = [];
  let after: string | null = null;
  do {
    const scope = requestScopeOf([account]);
    const page: FoundPage = await findCustomers({ accounts: [account], match, first, after }, scope);
    pages.push(page);
    after = page.hasNextPage ? page.endCursor : null;
  } while (after !== null);
  return pages;
}

export const hitsIn = (pages: readonly FoundPage[]) => pages.flatMap(({ edges }) => edges);
export const keysIn = (pages: readonly FoundPage[]) => hitsIn(pages).map(({ node }) => node.customer.key);
export const sourceAtEnd = (pages: readonly FoundPage[]) => pages.at(-1)?.sources[0];
