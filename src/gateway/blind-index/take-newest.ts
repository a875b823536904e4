import type { Customer } from '../../domain/customer.ts';
import { noFilter } from '../../domain/page.ts';
import type { Call } from '../../port.ts';
import type { Position } from '../list/position.ts';
import type { Run } from '../list/run.ts';
import { doubtMs, type IndexParts } from './index-parts.ts';
import { readPage } from './read-page.ts';

/** So many pages are read at most: if more is new, the next reading of the whole list takes it in. */
const mostPages = 20;

/**
 * Adds customers that were created past this API since the last time: reads the list, newest first, until it meets customers
 * that the list had before. Does nothing if the list has another order.
 */
export async function takeNewest(parts: IndexParts, pass: number, call: Call): Promise<void> {
  const { digests, store, now } = parts;
  const readAt = now();
  const found: Customer[] = [];
  let position: Position | null = null;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const run: Run<Customer> = await readPage(parts, noFilter, { position, call });
    const customers = run.items.map(({ item }) => item);
    if (!isNewestFirst(customers)) return;
    found.push(...customers.filter(({ deleted }) => !deleted));
    const names = customers.map(({ key }) => digests.nameOf(key));
    const known = await store.listed(digests.space, names);
    if (known.size > 0 || !run.hasMore) break;
    position = run.end;
  }
  // All in one step: a customer that the list had before proves that all later ones are known.
  await store.put(digests.space, found.map(digests.entryOf), {
    pass,
    writtenAt: null,
    replacesBefore: readAt - doubtMs,
  });
}

function isNewestFirst(customers: readonly Customer[]): boolean {
  const times = customers.map(({ createdAt }) => createdAt?.getTime() ?? Number.NaN);
  return times.every((time, index) => index === 0 || time <= (times[index - 1] ?? Number.NaN));
}
