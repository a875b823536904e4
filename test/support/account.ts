import { operations, type Capabilities, type Capability } from '../../src/domain/capability.ts';
import type { SearchWay } from '../../src/domain/customer-search.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { Page, PageRequest } from '../../src/domain/page.ts';
import type { Account } from '../../src/gateway/account.ts';
import type { Vault } from '../../src/port.ts';

const scan: SearchWay = { method: 'SCAN' };

/** An account that can do whatever its vault has verbs for, unless its abilities say otherwise. */
export function accountWith(
  key: string,
  vault: Partial<Vault>,
  abilities: Partial<Capabilities> = {},
): Account {
  const supported: Capability = { support: 'NATIVE' };
  const all = Object.fromEntries(operations.map((operation) => [operation, supported])) as Capabilities;
  return {
    key,
    displayName: key,
    provider: 'MONRI',
    environment: 'SANDBOX',
    country: null,
    abilities: { ...all, ...abilities },
    searches: { EMAIL: scan, PHONE: scan, MERCHANT_REFERENCE: scan, DOCUMENT_NUMBER: scan, NAME: scan },
    documentNumbers: [],
    rules: { customer: null, registration: null },
    vault: { getCustomer: () => Promise.resolve(null), ...vault },
    examine: () => Promise.resolve(),
    health: () => ({ status: 'UNKNOWN', lastSuccessAt: null, retryAt: null }),
  };
}

/** A customer about which only the key is known. */
export function customerWith(key: string, changes: Partial<Customer> = {}): Customer {
  return {
    key,
    reference: null,
    firstName: null,
    lastName: null,
    fullName: null,
    company: null,
    email: null,
    phone: null,
    billingAddress: null,
    shippingAddress: null,
    metadata: {},
    createdAt: null,
    updatedAt: null,
    deleted: false,
    unread: [],
    details: { provider: 'MONRI' },
    ...changes,
  };
}

interface ListOptions {
  /** The most that one answer holds. */
  readonly maximum?: number;
  /** Whether an answer says if more items follow. */
  readonly saysHasMore?: boolean;
}

/** A page of a list whose cursors are positions, as most providers' are. */
export function pageByPosition<Item>(
  items: readonly Item[],
  { from, limit, back = 0 }: PageRequest,
  { maximum = 100, saysHasMore = true }: ListOptions = {},
): Page<Item> {
  const start = Math.max(Number(from ?? 0) - back, 0);
  const page = pageFrom(items, start, Math.min(limit, maximum), {
    saysHasMore,
    cursorOf: (index) => String(index),
  });
  return { ...page, before: start };
}

/** A page of a list whose cursors name items: it continues with the next one if that item was deleted. */
export function pageByNumber(
  items: readonly number[],
  { from, limit }: PageRequest,
  { maximum = 100, saysHasMore = true }: ListOptions = {},
): Page<number> {
  const index = from === null ? 0 : items.findIndex((item) => item >= Number(from));
  const start = index === -1 ? items.length : index;
  const cursorOf = (place: number): string => String(items[place]);
  return pageFrom(items, start, Math.min(limit, maximum), { saysHasMore, cursorOf });
}

function pageFrom<Item>(
  items: readonly Item[],
  start: number,
  size: number,
  { saysHasMore, cursorOf }: { readonly saysHasMore: boolean; readonly cursorOf: (index: number) => string },
): Page<Item> {
  const page = items.slice(start, start + size);
  return {
    items: page.map((item, index) => ({ item, cursor: cursorOf(start + index) })),
    hasMore: saysHasMore || page.length < size ? start + page.length < items.length : null,
    total: null,
  };
}
