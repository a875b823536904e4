import { isSupported, type Supported } from '../../domain/capability.ts';
import { ProviderError, UnsupportedOperationError, type VaultError } from '../../domain/errors.ts';
import { conditionsOf, type CustomerFilter } from '../../domain/page.ts';
import { originOf, type Account } from '../account.ts';
import { doubtOf, unreadableAt } from '../idempotency/doubt.ts';
import type { ListCursors, ListState } from './list-cursor.ts';

/** What one account contributed to a page. */
export interface ListSource {
  readonly account: Account;
  readonly status: 'COMPLETE' | 'PARTIAL' | 'PENDING' | 'UNSUPPORTED' | 'FAILED';
  readonly problem: VaultError | null;
  /** If it failed or may lack a customer: reads this account again without repeating the others. */
  readonly retryCursor: string | null;
  /** How many of its items this page leaves out because they cannot be read. */
  readonly unreadable: number;
}

export function sourceOf(account: Account, status: ListSource['status']): ListSource {
  return { account, status, problem: null, retryCursor: null, unreadable: 0 };
}

/** A source whose list may lack a customer; the cursor reads it from its beginning. */
export function doubtful(account: Account, cursors: ListCursors, unreadable: number): ListSource {
  const retryCursor = cursors.retry({ account: account.key, position: null });
  const problem = unreadable > 0 ? unreadableAt(account, unreadable) : doubtOf(account);
  return { account, status: 'PARTIAL', problem, retryCursor, unreadable };
}

export function failed(account: Account, problem: VaultError, retryCursor: string): ListSource {
  return { ...sourceOf(account, 'FAILED'), problem, retryCursor };
}

export function refused(account: Account, problem: VaultError): ListSource {
  return { ...sourceOf(account, 'UNSUPPORTED'), problem };
}

/** What to say of an account whose turn was on an earlier page. */
export function earlier(
  account: Account,
  filter: CustomerFilter,
  state: ListState,
  cursors: ListCursors,
): ListSource {
  const refusal = refusalOf(account, filter);
  if (refusal) return refused(account, refusal);
  const failure = state.failed.find(({ account: key }) => key === account.key);
  if (failure) {
    return failed(account, new ProviderError(failure.code, originOf(account)), cursors.retry(failure));
  }
  return state.doubtful.includes(account.key) ? doubtful(account, cursors, 0) : sourceOf(account, 'COMPLETE');
}

/** Why an account cannot take part; null if it can. */
export function refusalOf(account: Account, filter: CustomerFilter): UnsupportedOperationError | null {
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
