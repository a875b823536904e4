import type { Customer } from '../../domain/customer.ts';
import type { CustomerFilter } from '../../domain/page.ts';
import type { Call } from '../../port.ts';
import { originOf, verb } from '../account.ts';
import type { Position } from '../list/position.ts';
import { readRun, type Run } from '../list/run.ts';
import type { IndexParts } from './index-parts.ts';

/** One fewer than a page may hold, so that one call shows whether another page follows. */
const pageSize = 99;

/** Reads the next page of an account's list, from its beginning if the position is null. */
export function readPage(
  { account }: Pick<IndexParts, 'account'>,
  filter: CustomerFilter,
  { position, call }: { readonly position: Position | null; readonly call: Call },
): Promise<Run<Customer>> {
  const list = verb(account, 'LIST_CUSTOMERS', 'listCustomers');
  return readRun((page) => list(page, filter, call), position, {
    wanted: pageSize,
    nameOf: ({ key }) => key,
    createdAtOf: ({ createdAt }) => createdAt,
    origin: originOf(account),
  });
}
