import type { Customer } from '../../domain/customer.ts';
import type { Page } from '../../domain/page.ts';
import type { PaymentMethod } from '../../domain/payment-method.ts';
import { canonicalKey } from '../../domain/text.ts';
import type { Call, Vault } from '../../port.ts';
import type { AccountCache, CachedRecord } from './account-cache.ts';

export interface CachingOptions {
  readonly cache: AccountCache;
  readonly account: string;
  /** Is called for each read that may be answered from the cache. */
  readonly onRead: (outcome: 'HIT' | 'MISS' | 'NONE') => void;
}

/** What is asked of the cache. */
interface Asked<Value> {
  readonly operation: keyof Vault;
  /** The customer's key. */
  readonly record: string;
  readonly rest: readonly unknown[];
  /** Whether a value is whole, and the record's own: only then it is kept. */
  readonly isWhole: (value: Value) => boolean;
}

/**
 * A vault that answers reads by key from its account's cache, for calls that allow it. What is not there, what is deleted and
 * what could be read in part only is never kept.
 */
export function cachingReads(vault: Vault, options: CachingOptions): Vault {
  const { getCustomer, getCustomers, listPaymentMethods, getPaymentMethod } = vault;
  const through = createThrough(options);
  const customer = (key: string): Asked<Customer | null> => ({
    operation: 'getCustomer',
    record: key,
    rest: [canonicalKey(key)],
    isWhole: (found) => found !== null && isWholeCustomer(found, key),
  });
  return {
    ...vault,
    getCustomer: (key, call) => through.read(customer(key), call, (own) => getCustomer(key, own)),
    ...(getCustomers && {
      getCustomers: async (keys, call) => {
        if (!allowsCaches(call)) return getCustomers(keys, call);
        const looks = await Promise.all(keys.map((key) => through.look(customer(key), call)));
        const missing = keys.filter((_key, index) => !looks[index]?.hit);
        const read = missing.length > 0 ? await getCustomers(missing, call) : [];
        const byKey = new Map(read.map((one) => [canonicalKey(one.key), one]));
        for (const [index, key] of keys.entries()) looks[index]?.keep(byKey.get(canonicalKey(key)) ?? null);
        return [...looks.flatMap(({ hit }) => (hit?.value ? [hit.value] : [])), ...read];
      },
    }),
    ...(listPaymentMethods && {
      listPaymentMethods: (customerKey, page, call) =>
        through.read(
          {
            operation: 'listPaymentMethods',
            record: customerKey,
            rest: [canonicalKey(customerKey), page],
            isWhole: (found) => isWholePage(found, customerKey),
          },
          call,
          (own) => listPaymentMethods(customerKey, page, own),
        ),
    }),
    ...(getPaymentMethod && {
      getPaymentMethod: (customerKey, key, call) =>
        through.read(
          {
            operation: 'getPaymentMethod',
            record: customerKey,
            rest: [canonicalKey(customerKey), key],
            isWhole: (found) => found !== null && isSame(found.customerKey, customerKey),
          },
          call,
          (own) => getPaymentMethod(customerKey, key, own),
        ),
    }),
  };
}

interface Look<Value> {
  readonly hit: { readonly value: Value } | null;
  readonly keep: (value: Value) => void;
}

function createThrough({ cache, account, onRead }: CachingOptions) {
  const look = async <Value>(
    { operation, record, rest, isWhole }: Asked<Value>,
    { cached }: Call,
  ): Promise<Look<Value>> => {
    const { found, keep }: CachedRecord = await cache.look(record, JSON.stringify([operation, ...rest]));
    if (found) {
      onRead('HIT');
      cached?.({ account, operation, ageMs: found.ageMs, restMs: cache.ttlMs - found.ageMs });
      return { hit: { value: found.value as Value }, keep: () => undefined };
    }
    onRead(keep ? 'MISS' : 'NONE');
    return { hit: null, keep: (value) => void (isWhole(value) && keep?.(value)) };
  };

  const read = async <Value>(
    asked: Asked<Value>,
    call: Call,
    ask: (call: Call) => Promise<Value>,
  ): Promise<Value> => {
    if (!allowsCaches(call)) return ask(call);
    const { hit, keep } = await look(asked, call);
    if (hit) return hit.value;
    const value = await ask(call);
    // The answer does not wait for that.
    keep(value);
    return value;
  };
  return { look, read };
}

/** Whatever else is set, a read that must be fresh is, and so is one whose raw answers are kept. */
function allowsCaches({ cached, afresh, keep }: Call): boolean {
  return cached !== undefined && afresh !== true && keep === undefined;
}

/** A write names the customer by its own key: what was read by another would not be forgotten. */
function isSame(key: string, asked: string): boolean {
  return key.toLowerCase() === asked.toLowerCase();
}

function isWholeCustomer({ key, deleted, unread }: Customer, asked: string): boolean {
  return isSame(key, asked) && !deleted && unread.length === 0;
}

/** An empty page may be that of a customer who is not there, or of one who is about to register a first method. */
function isWholePage({ items, isDoubtful }: Page<PaymentMethod | null>, asked: string): boolean {
  return (
    items.length > 0 &&
    isDoubtful !== true &&
    items.every(({ item }) => item !== null && isSame(item.customerKey, asked))
  );
}
