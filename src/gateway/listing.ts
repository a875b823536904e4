import { isSupported, type Supported } from '../domain/capability.ts';
import { ProviderError, UnsupportedOperationError, VaultError } from '../domain/errors.ts';
import { conditionsOf, type CustomerFilter } from '../domain/page.ts';
import type { Call } from '../port.ts';
import { originOf, verb, type Account } from './account.ts';
import { createListCursors, type ListCursors, type ListState } from './list-cursor.ts';
import type { Reach } from './reach.ts';
import type { HeldCustomer } from './reading.ts';
import { readRun, type Position } from './run.ts';

export interface ListRequest {
  /** Which accounts, in order. */
  readonly accounts: readonly Account[];
  readonly filter: CustomerFilter;
  /** 1 to 100. */
  readonly first: number;
  /** A cursor of an earlier page of the same accounts and filter. */
  readonly after: string | null;
}

/** A page of a list over accounts, and what became of each. */
export interface Listed<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly hasNextPage: boolean;
  /** Where the page ends: the last edge's cursor, or behind what did not count. Null for an empty last page. */
  readonly endCursor: string | null;
  readonly sources: readonly ListSource[];
  /** Where one account was asked and its provider says. */
  readonly totalCount: number | null;
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** What one account contributed to a page. */
export interface ListSource {
  readonly account: Account;
  readonly status: 'COMPLETE' | 'PARTIAL' | 'PENDING' | 'UNSUPPORTED' | 'FAILED';
  readonly problem: VaultError | null;
  /** Where it failed: asks this account again without repeating the others. */
  readonly retryCursor: string | null;
}

/** The page while it is being filled. */
interface Draft {
  readonly edges: Edge<HeldCustomer>[];
  readonly sources: ListSource[];
  state: ListState;
  /** Where the page ends, where that is not behind its last edge. */
  endCursor: string | null;
  /** Whether no further account is asked: the one before has more. */
  isFull: boolean;
  totalCount: number | null;
}

/**
 * Lists customers one account after another, in the given order. An account that fails or cannot take part is named
 * in `sources`, on this page and on those that follow, and the list goes on with the next.
 */
export async function listCustomers(request: ListRequest, reach: Reach): Promise<Listed<HeldCustomer>> {
  const cursors = createListCursors(reach.ids.cursors, request);
  const start = cursors.open(request.after);
  const asked = request.accounts.filter(({ key }) => !start.only || key === start.account);
  const draft: Draft = {
    edges: [],
    sources: [],
    state: start,
    endCursor: null,
    isFull: false,
    totalCount: null,
  };

  const first = Math.max(
    asked.findIndex(({ key }) => key === start.account),
    0,
  );
  for (const [index, account] of asked.entries()) {
    if (index < first) draft.sources.push(earlier(account, request.filter, start, cursors));
    else await ask(account, { request, reach, cursors, draft, next: asked[index + 1] ?? null });
  }

  return {
    edges: draft.edges,
    hasNextPage: draft.sources.some(({ status }) => status === 'PARTIAL' || status === 'PENDING'),
    endCursor: draft.endCursor ?? draft.edges.at(-1)?.cursor ?? null,
    sources: draft.sources,
    totalCount: request.accounts.length === 1 ? draft.totalCount : null,
  };
}

interface Asking {
  readonly request: ListRequest;
  readonly reach: Reach;
  readonly cursors: ListCursors;
  readonly draft: Draft;
  /** The account whose turn comes after. */
  readonly next: Account | null;
}

async function ask(account: Account, asking: Asking): Promise<void> {
  const { request, reach, draft, next } = asking;
  const refusal = refusalOf(account, request.filter);
  if (refusal) return void draft.sources.push(refused(account, refusal));

  const wanted = request.first - draft.edges.length;
  if (wanted === 0 || draft.isFull)
    return void draft.sources.push({ account, status: 'PENDING', problem: null, retryCursor: null });

  const after = draft.state.account === account.key ? draft.state.position : null;
  const call = next ? withinHalf(reach.call) : reach.call;
  try {
    const run = await readRun(
      (page) => verb(account, 'LIST_CUSTOMERS', 'listCustomers')(page, request.filter, call),
      after,
      { wanted, nameOf: ({ key }) => key, keeps: ({ deleted }) => !deleted },
    );
    take(account, run, asking);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    fail(account, after, toProblem(account, error), asking);
  }
}

function take(
  account: Account,
  run: Awaited<ReturnType<typeof readRun<HeldCustomer['customer']>>>,
  asking: Asking,
): void {
  const { draft, cursors, reach, next } = asking;
  const { prime } = reach.loaders.of(account);
  for (const [index, { item, cursor }] of run.items.entries()) {
    prime(item);
    const isEnd = !run.hasMore && index === run.items.length - 1;
    // After the last customer of an account the list goes on at the next account, without asking this one again.
    const place =
      isEnd && next
        ? { account: next.key, position: null }
        : { account: account.key, position: { cursor, name: item.key } };
    draft.edges.push({
      node: { account, customer: item },
      cursor: cursors.seal({ ...draft.state, ...place }),
    });
  }
  draft.totalCount = run.total;
  draft.isFull = run.hasMore;
  if (run.hasMore && run.end) {
    draft.endCursor = cursors.seal({ ...draft.state, account: account.key, position: run.end });
  }
  const status = run.hasMore ? 'PARTIAL' : 'COMPLETE';
  draft.sources.push({ account, status, problem: null, retryCursor: null });
}

/** A list that is not found, say, is an answer that cannot be understood. */
function toProblem(account: Account, error: VaultError): ProviderError {
  if (error instanceof ProviderError) return error;
  return new ProviderError('PROVIDER_BAD_RESPONSE', originOf(account), { cause: error });
}

function fail(
  account: Account,
  position: Position | null,
  problem: ProviderError,
  { draft, cursors }: Asking,
): void {
  const failure = { account: account.key, position, code: problem.code };
  draft.state = { ...draft.state, failed: [...draft.state.failed, failure] };
  draft.sources.push(failed(account, problem, cursors.retry(failure)));
}

/** What to say of an account whose turn was on an earlier page. */
function earlier(
  account: Account,
  filter: CustomerFilter,
  { failed: failures }: ListState,
  cursors: ListCursors,
): ListSource {
  const refusal = refusalOf(account, filter);
  if (refusal) return refused(account, refusal);
  const failure = failures.find(({ account: key }) => key === account.key);
  if (!failure) return { account, status: 'COMPLETE', problem: null, retryCursor: null };
  return failed(account, new ProviderError(failure.code, originOf(account)), cursors.retry(failure));
}

function failed(account: Account, problem: VaultError, retryCursor: string): ListSource {
  return { account, status: 'FAILED', problem, retryCursor };
}

function refused(account: Account, problem: VaultError): ListSource {
  return { account, status: 'UNSUPPORTED', problem, retryCursor: null };
}

/** Why an account cannot take part; null where it can. */
function refusalOf(account: Account, filter: CustomerFilter): UnsupportedOperationError | null {
  const capability = account.abilities.LIST_CUSTOMERS;
  const because = isSupported(capability) ? unhonoured(capability, filter) : capability.because;
  return because === null
    ? null
    : new UnsupportedOperationError('LIST_CUSTOMERS', because, originOf(account));
}

function unhonoured({ filters = [] }: Supported, filter: CustomerFilter): string | null {
  const missing = conditionsOf(filter).filter((condition) => !filters.includes(condition));
  return missing.length === 0 ? null : `The provider cannot filter by ${missing.join(', ')}.`;
}

/** Gives one account at most half of the time that is left, so that those after it still have their turn. */
function withinHalf(call: Call): Call {
  const half = Math.max(Math.floor((call.deadline - Date.now()) / 2), 0);
  return { ...call, signal: AbortSignal.any([call.signal, AbortSignal.timeout(half)]) };
}
