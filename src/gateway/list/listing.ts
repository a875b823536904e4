import { ProviderError, VaultError } from '../../domain/errors.ts';
import { customerFilterTexts, type CustomerFilter } from '../../domain/page.ts';
import type { Call } from '../../port.ts';
import { endingAt, noLongerNeeded } from '../../upstream/abort.ts';
import { originOf, verb, type Account } from '../account.ts';
import { Edge } from './edge.ts';
import { createListCursors, type ListCursors, type ListState } from './list-cursor.ts';
import type { Position } from './position.ts';
import { asPage } from '../page-ids.ts';
import type { RequestScope } from '../request-scope.ts';
import type { HeldCustomer } from '../reading.ts';
import { Listed } from './listed.ts';
import { createReadAhead, type ReadSource } from './read-ahead.ts';
import { beginningOf, readRun, type Run } from './run.ts';
import { doubtful, earlier, failed, refusalOf, refused, sourceOf, type ListSource } from './sources.ts';

export interface ListRequest {
  /** Which accounts, in order. */
  readonly accounts: readonly Account[];
  readonly filter: CustomerFilter;
  /** 1 to 100. */
  readonly first: number;
  /** A cursor of an earlier page of the same accounts and filter. */
  readonly after: string | null;
}

/** The page while it is being filled. */
interface Draft {
  readonly edges: Edge<HeldCustomer>[];
  readonly sources: ListSource[];
  state: ListState;
  /** Where the page ends, if that is not behind its last edge. */
  end: ListState | null;
  /** Whether no further account is asked: the one before has more. */
  isFull: boolean;
  totalCount: number | null;
}

/**
 * Lists customers one account after another, in the given order. An account that fails or cannot take part is named
 * in `sources`, on this page and on those that follow, and the list goes on with the next.
 */
export async function listCustomers(
  request: ListRequest,
  scope: RequestScope,
): Promise<Listed<HeldCustomer>> {
  const cursors = createListCursors(scope.ids.cursors, request);
  const start = cursors.open(request.after);
  const asked = request.accounts.filter(({ key }) => !start.only || key === start.account);
  const draft: Draft = {
    edges: [],
    sources: [],
    state: start,
    end: null,
    isFull: false,
    totalCount: null,
  };

  const first = Math.max(
    asked.findIndex(({ key }) => key === start.account),
    0,
  );
  const finished = new AbortController();
  const read = readingFrom(start, asked.slice(first), { request, scope, signal: finished.signal });
  try {
    for (const [index, account] of asked.entries()) {
      if (index < first) draft.sources.push(earlier(account, request.filter, start, cursors));
      else await ask(account, { request, scope, cursors, draft, read, next: asked[index + 1] ?? null });
    }
  } finally {
    finished.abort(noLongerNeeded);
  }

  asPage(draft.edges.map(({ node }) => node));
  const { edges, sources, end, isFull, totalCount } = draft;
  return new Listed({
    edges,
    hasNextPage: isFull || sources.some(({ status }) => status === 'PENDING'),
    sources,
    totalCount: request.accounts.length === 1 ? totalCount : null,
    sealEnd: () => (end ? cursors.seal(end) : (edges.at(-1)?.cursor ?? null)),
  });
}

type CustomerRun = Run<HeldCustomer['customer']>;

interface Reading {
  readonly request: ListRequest;
  readonly scope: RequestScope;
  /** Aborts when the page needs nothing more. */
  readonly signal: AbortSignal;
}

/** Reads the accounts of a list from where it has come to, some before their turn. */
function readingFrom(
  start: ListState,
  accounts: readonly Account[],
  { request: { filter }, scope, signal }: Reading,
): ReadSource<Account, CustomerRun> {
  const readable = accounts.filter((account) => refusalOf(account, filter) === null);
  const read = async (account: Account, wanted: number): Promise<CustomerRun> => {
    const call = account === accounts.at(-1) ? scope.call : withinHalf(scope.call, signal);
    return readRun(
      (page) => verb(account, 'LIST_CUSTOMERS', 'listCustomers')(page, filter, call),
      positionAt(account, start),
      {
        wanted,
        nameOf: ({ key }) => key,
        createdAtOf: ({ createdAt }) => createdAt,
        keeps: ({ deleted }) => !deleted,
        origin: originOf(account),
      },
    );
  };
  // A list of those who have one e-mail address, say, is short.
  const rarelyFull = customerFilterTexts.some((name) => filter[name] !== null);
  return createReadAhead(readable, { read, rarelyFull });
}

function positionAt({ key }: Account, { account, position }: ListState): Position | null {
  return account === key ? position : null;
}

interface Asking {
  readonly request: ListRequest;
  readonly scope: RequestScope;
  readonly cursors: ListCursors;
  readonly draft: Draft;
  readonly read: ReadSource<Account, CustomerRun>;
  /** The account whose turn comes after. */
  readonly next: Account | null;
}

async function ask(account: Account, asking: Asking): Promise<void> {
  const { request, draft, read } = asking;
  const refusal = refusalOf(account, request.filter);
  if (refusal) return void draft.sources.push(refused(account, refusal));

  const wanted = request.first - draft.edges.length;
  if (wanted === 0 || draft.isFull) return void draft.sources.push(sourceOf(account, 'PENDING'));

  try {
    take(account, beginningOf(await read(account, wanted), wanted), asking);
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
    fail(account, positionAt(account, draft.state), toProblem(account, error), asking);
  }
}

function take(account: Account, run: CustomerRun, asking: Asking): void {
  const { draft, cursors, scope, next } = asking;
  const { prime } = scope.loaders.of(account);
  if (run.isDoubtful) {
    draft.state = { ...draft.state, doubtful: [...new Set([...draft.state.doubtful, account.key])] };
  }
  for (const [index, { item, end }] of run.items.entries()) {
    prime(item);
    const isEnd = !run.hasMore && index === run.items.length - 1;
    // After the last customer of an account the list goes on at the next account, without asking this one again.
    const place =
      isEnd && next ? { account: next.key, position: null } : { account: account.key, position: end };
    const state = { ...draft.state, ...place };
    draft.edges.push(new Edge({ account, customer: item }, () => cursors.seal(state)));
  }
  draft.totalCount = run.total;
  draft.isFull = run.hasMore;
  if (run.hasMore && run.end) {
    draft.end = { ...draft.state, account: account.key, position: run.end };
  }
  if (run.isDoubtful) draft.sources.push(doubtful(account, cursors, run.unreadable));
  else draft.sources.push(sourceOf(account, run.hasMore ? 'PARTIAL' : 'COMPLETE'));
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

/** Gives one account at most half of the time that is left, so that those after it still have their turn. */
function withinHalf(call: Call, signal: AbortSignal): Call {
  const now = performance.now();
  const deadline = now + Math.max(call.deadline - now, 0) / 2;
  return { ...call, deadline, signal: endingAt(deadline, call.signal, signal).signal };
}
