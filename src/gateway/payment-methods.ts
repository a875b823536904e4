import { isSupported } from '../domain/capability.ts';
import type { Customer } from '../domain/customer.ts';
import { UnsupportedOperationError } from '../domain/errors.ts';
import { originOf, type Account } from './account.ts';
import { digest } from './ids.ts';
import { brokenCursor } from './list-cursor.ts';
import type { Listed } from './listing.ts';
import type { Reach } from './reach.ts';
import type { HeldPaymentMethod } from './reading.ts';
import { readRun, type Position } from './run.ts';

interface MethodsRequest {
  readonly account: Account;
  readonly customer: Customer;
  readonly first: number;
  readonly after: string | null;
}

/** A page of one customer's payment methods; empty, and its source `UNSUPPORTED`, where the provider lists none. */
export async function listPaymentMethods(
  { account, customer, first, after }: MethodsRequest,
  { ids, loaders }: Reach,
): Promise<Listed<HeldPaymentMethod>> {
  const scope = digest(JSON.stringify(['payment methods', account.key, customer.key]));
  const position = openPosition(after, scope, ids.cursors.open);
  const capability = account.abilities.LIST_PAYMENT_METHODS;
  if (!isSupported(capability)) {
    const problem = new UnsupportedOperationError(
      'LIST_PAYMENT_METHODS',
      capability.because,
      originOf(account),
    );
    const source = { account, status: 'UNSUPPORTED' as const, problem, retryCursor: null };
    return { edges: [], hasNextPage: false, endCursor: null, sources: [source], totalCount: null };
  }

  const reads = loaders.of(account);
  const run = await readRun((page) => reads.paymentMethods(customer.key, page), position, {
    wanted: first,
    nameOf: ({ key }) => digest(key),
  });
  const edges = run.items.map(({ item: method, cursor }) => ({
    node: { account, method, customer },
    cursor: ids.cursors.seal(JSON.stringify([scope, { cursor, name: digest(method.key) }] satisfies Sealed)),
  }));
  const status = run.hasMore ? 'PARTIAL' : 'COMPLETE';
  const source = { account, status, problem: null, retryCursor: null } as const;
  return {
    edges,
    hasNextPage: run.hasMore,
    endCursor: edges.at(-1)?.cursor ?? null,
    sources: [source],
    totalCount: run.total,
  };
}

type Sealed = readonly [scope: string, Position];

function openPosition(
  cursor: string | null,
  scope: string,
  open: (sealed: string) => string | null,
): Position | null {
  if (cursor === null) return null;
  const text = open(cursor);
  const [madeFor, position] = text === null ? [] : (JSON.parse(text) as Sealed);
  if (madeFor === scope && position) return position;
  throw brokenCursor();
}
