import { isSupported } from '../../domain/capability.ts';
import type { Customer } from '../../domain/customer.ts';
import { ProviderError } from '../../domain/errors.ts';
import { noFilter } from '../../domain/page.ts';
import type { Call } from '../../port.ts';
import type { Position } from '../list/position.ts';
import type { Run } from '../list/run.ts';
import { doubtMs, type IndexParts } from './index-parts.ts';
import type { IndexProgress } from './index-progress.ts';
import { readPage } from './read-page.ts';

/** So many pages are read at most: the next reading of the whole list takes in who else has changed. */
const mostPages = 20;
/** How much earlier than the last time changes are asked for, because the provider's clock is not ours. */
const clocksDifferMs = 300_000;

type Changes = Pick<IndexProgress, 'changedAt' | 'changesRefusedIn'>;

/**
 * Takes in who was changed past this API since the last time, at a provider whose list can be restricted to them. One
 * that refuses is not asked again before the next reading of the whole list, which finds every change.
 */
export async function takeChanged(parts: IndexParts, progress: IndexProgress, call: Call): Promise<Changes> {
  const { passes, wholeAt, changedAt = null, changesRefusedIn = null } = progress;
  const known = { changedAt, changesRefusedIn };
  if (!filtersByChange(parts) || changesRefusedIn === passes) return known;
  const readAt = parts.now();
  const since = Math.max(changedAt ?? 0, wholeAt ?? 0) - clocksDifferMs;
  try {
    await readSince(parts, since, call);
    return { changedAt: readAt, changesRefusedIn: null };
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.code === 'PROVIDER_REJECTED';
    if (!isRefused) throw error;
    return { ...known, changesRefusedIn: passes };
  }
}

function filtersByChange({ account }: IndexParts): boolean {
  const ability = account.abilities.LIST_CUSTOMERS;
  return isSupported(ability) && (ability.filters?.includes('UPDATED_AT') ?? false);
}

async function readSince(parts: IndexParts, since: number, call: Call): Promise<void> {
  const { digests, store, now } = parts;
  const filter = { ...noFilter, updatedFrom: new Date(since) };
  let position: Position | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const replacesBefore = now() - doubtMs;
    const run: Run<Customer> = await readPage(parts, filter, { position, call });
    const customers = run.items.map(({ item }) => item);
    const entries = customers.filter(({ deleted }) => !deleted).map(digests.entryOf);
    // Not marked as listed: only the list without a filter proves that the customers behind one are known.
    await store.put(digests.space, entries, { pass: null, writtenAt: null, replacesBefore });
    if (!run.hasMore) return;
    position = run.end;
  }
}
