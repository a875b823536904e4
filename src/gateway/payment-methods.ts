import { isSupported } from '../domain/capability.ts';
import type { Customer } from '../domain/customer.ts';
import type { Page, PageRequest } from '../domain/page.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';
import { UnsupportedOperationError } from '../domain/errors.ts';
import { originOf, type Account } from './account.ts';
import { digest } from './ids.ts';
import { doubtOf, unreadableAt } from './idempotency/doubt.ts';
import { createCursors } from './list/list-cursor.ts';
import { Edge } from './list/edge.ts';
import { Listed } from './list/listed.ts';
import type { Position } from './list/position.ts';
import { asPage } from './page-ids.ts';
import { createDerived } from './sharing/derived.ts';
import type { RequestScope } from './request-scope.ts';
import { traitsOfMethods, type HeldPaymentMethod } from './reading.ts';
import { readRun, type Run } from './list/run.ts';

interface MethodsRequest {
  readonly account: Account;
  readonly customerKey: string;
  /** Null if it was not read on the way. */
  readonly customer: Customer | null;
  readonly first: number;
  readonly after: string | null;
}

type ListedMethods = Listed<HeldPaymentMethod>;

/** Null if more than the provider's first page is needed. */
const ofFirstPages = createDerived<Promise<ListedMethods | null>>();

/** A page of one customer's payment methods; empty, and its source `UNSUPPORTED`, if the provider lists none. */
export function listPaymentMethods(
  request: MethodsRequest,
  { ids, loaders }: Pick<RequestScope, 'ids' | 'loaders'>,
): Promise<ListedMethods> {
  const { account, customerKey, after } = request;
  const scope = () => digest(JSON.stringify(['payment methods', account.key, customerKey]));
  const cursors = createCursors<Position>(ids.cursors, scope);
  const position = after === null ? null : cursors.open(after);
  const capability = account.abilities.LIST_PAYMENT_METHODS;
  if (!isSupported(capability)) {
    const problem = new UnsupportedOperationError(
      'LIST_PAYMENT_METHODS',
      capability.because,
      originOf(account),
    );
    const source = { account, status: 'UNSUPPORTED' as const, problem, retryCursor: null, unreadable: 0 };
    return Promise.resolve(
      new Listed({
        edges: [],
        hasNextPage: false,
        sources: [source],
        totalCount: null,
        sealEnd: () => null,
      }),
    );
  }

  const reads = loaders.of(account);
  const ask: AskMethods = (page) => reads.paymentMethods(customerKey, page);
  const listing = { ...request, position, cursors };
  return position === null && account.barrier ? listShared(ask, listing, ids) : listWith(ask, listing);
}

/** Lists as `listWith`, once for all who are given the same first page. */
async function listShared(
  ask: AskMethods,
  listing: Listing,
  ids: RequestScope['ids'],
): Promise<ListedMethods> {
  const { account, customer, first } = listing;
  const page = await ask({ from: null, limit: first });
  const shared = ofFirstPages(page, [account, customer, first, ids], () =>
    listWith(askOnce(page), listing).catch(orNull),
  );
  return (await shared) ?? listWith(ask, listing);
}

type AskMethods = (page: PageRequest) => Promise<Page<PaymentMethod | null>>;

const needsMore = new Error('Another page is needed.');

/** Gives a page that was read, and fails if another is asked for. */
function askOnce(page: Page<PaymentMethod | null>): AskMethods {
  let isAsked = false;
  return async () => {
    if (isAsked) throw needsMore;
    isAsked = true;
    return page;
  };
}

function orNull(error: unknown): null {
  if (error === needsMore) return null;
  throw error;
}

interface Listing extends MethodsRequest {
  readonly position: Position | null;
  readonly cursors: ReturnType<typeof createCursors<Position>>;
}

/** No async function: it would be kept, with all that it names, as long as the call. */
function listWith(list: AskMethods, listing: Listing): Promise<ListedMethods> {
  const { account, first, position } = listing;
  const request = { wanted: first, ...traitsOfMethods, origin: originOf(account) };
  return readRun(list, position, request).then((run) => toListed(run, listing));
}

function toListed(run: Run<PaymentMethod>, { account, customer, cursors }: Listing): ListedMethods {
  const nodes = asPage(run.items.map(({ item: method }) => ({ account, method, customer })));
  const edges = run.items.map(({ end }, index) => {
    return new Edge(nodes[index] as HeldPaymentMethod, () => cursors.seal(end));
  });
  const { unreadable } = run;
  const doubt = run.isDoubtful ? doubtOf(account) : null;
  const problem = unreadable > 0 ? unreadableAt(account, unreadable) : doubt;
  const status = run.hasMore || problem ? 'PARTIAL' : 'COMPLETE';
  const source = { account, status, problem, retryCursor: null, unreadable } as const;
  return new Listed({
    edges,
    hasNextPage: run.hasMore,
    sources: [source],
    totalCount: run.total,
    sealEnd: () => edges.at(-1)?.cursor ?? (run.hasMore && run.end ? cursors.seal(run.end) : null),
  });
}
