import { ProviderError, UnsupportedOperationError, VaultError } from '../../domain/errors.ts';
import type { CustomerMatch, SearchMethod } from '../../domain/customer-search.ts';
import { originOf, type Account } from '../account.ts';
import { doubtOf } from '../idempotency/doubt.ts';
import { whyUnusable } from '../blind-index/account-index.ts';
import type { ListSource } from '../list/sources.ts';
import { beginning, type Progress } from './progress.ts';
import { methodOf, missesOf } from './ways.ts';

/** How one account was searched, and what became of it. */
export interface SearchSource extends Omit<ListSource, 'unreadable'> {
  readonly method: SearchMethod;
  readonly searched: number | null;
  readonly total: number | null;
}

/** Where the search of an account stands at the end of a page. */
export interface Searched {
  readonly account: Account;
  readonly match: CustomerMatch;
  readonly end: Progress;
  /** Why it could not be searched on; null if it could. */
  readonly failure: ProviderError | null;
}

/** Seals a cursor that continues with one account alone. */
type Retry = (account: string, from: Progress) => string;

/** It is `COMPLETE` only if every matching customer is on the pages so far. */
export function sourceOf(asked: Searched, retry: Retry): SearchSource {
  const { account, end } = asked;
  const { searched, total } = end;
  return { account, method: methodUsed(asked), searched, total, ...outcomeOf(asked, retry) };
}

/** An account whose provider searches is scanned only when a further page is requested. */
function methodUsed(asked: Searched): SearchMethod {
  if (asked.end.searched !== null) return 'SCAN';
  return asked.end.indexed === null || asked.end.unusable !== null ? methodOf(asked) : 'INDEX';
}

function outcomeOf(asked: Searched, retry: Retry): Pick<SearchSource, 'status' | 'problem' | 'retryCursor'> {
  const { account, end, failure } = asked;
  const { key } = account;
  if (failure) return { status: 'FAILED', problem: failure, retryCursor: retry(key, end) };
  const misses = missesOf(asked);
  const problem =
    misses.length === 0
      ? null
      : new UnsupportedOperationError('LIST_CUSTOMERS', misses.join(' '), originOf(account));
  if (methodOf(asked) === 'NONE') return { status: 'UNSUPPORTED', problem, retryCursor: null };
  if (end.stage !== 'OVER') {
    return { status: 'PARTIAL', problem: problem ?? indexProblem(asked), retryCursor: retry(key, end) };
  }
  if (end.isDoubtful) {
    return { status: 'PARTIAL', problem: doubtOf(account), retryCursor: retry(key, beginning) };
  }
  return { status: problem ? 'PARTIAL' : 'COMPLETE', problem, retryCursor: null };
}

/** Why an account was not searched by its index although it has one. */
function indexProblem({ account, end: { unusable } }: Searched): ProviderError | null {
  if (unusable === null) return null;
  return new ProviderError('PROVIDER_UNAVAILABLE', originOf(account), { message: whyUnusable[unusable] });
}

/** What an account failed with; a defect is thrown on. A search that is not found, say, cannot be understood. */
export function toProblem(account: Account, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof VaultError)) throw error;
  return new ProviderError('PROVIDER_BAD_RESPONSE', originOf(account), { cause: error });
}
