import type { Client } from 'urql';
import type { CustomerTableRow } from '../customers/customer-table.tsx';

const mostRecent = 10;
/** In memory alone, and with the session: it is gone when that ends or the page is loaded again. */
const recent = new WeakMap<Client, readonly CustomerTableRow[]>();

/** The customers that were looked at in a session, the last one first. */
export function recentOf(session: Client): readonly CustomerTableRow[] {
  return recent.get(session) ?? [];
}

export function addRecent(session: Client, row: CustomerTableRow): void {
  recent.set(session, [row, ...without(session, [row.customer.id])].slice(0, mostRecent));
}

/** Forgets customers that are deleted. */
export function forgetRecent(session: Client, ids: readonly string[]): void {
  recent.set(session, without(session, ids));
}

function without(session: Client, ids: readonly string[]): readonly CustomerTableRow[] {
  return recentOf(session).filter(({ customer }) => !ids.includes(customer.id));
}
