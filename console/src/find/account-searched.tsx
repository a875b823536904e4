import type { Account } from '../graph/accounts.ts';
import type { ConnectionSourceStatus, SearchMethod } from '../graphql/graphql.ts';
import type { Finding, Source } from './use-finding.ts';

interface AccountSearchedProps {
  readonly account: Account;
  readonly finding: Finding | undefined;
  /** Searches the account on from a cursor; from the beginning for null. */
  readonly find: (after: string | null) => void;
}

/** How one account was searched, what may be missing, and a way to go on. */
export function AccountSearched({ account, finding, find }: AccountSearchedProps) {
  const { source = null, problem = null, isAsked = true } = finding ?? {};
  const trouble = problem ?? source?.problem;
  const cursor = source?.retryCursor ?? null;
  const verb = problem || source?.status === 'FAILED' ? 'Ask again' : 'Search further';
  return (
    <li className="source-problem">
      <div>
        <strong>{account.displayName}</strong>{' '}
        {isAsked ? 'Searching …' : source ? summaryOf(source) : 'No answer'}
        {!isAsked && trouble && <span className="second-line">{trouble.message}</span>}
      </div>
      {!isAsked && (problem || cursor) && (
        <button type="button" className="button" onClick={() => find(cursor)}>
          {verb}
          <span className="visually-hidden"> at {account.displayName}</span>
        </button>
      )}
    </li>
  );
}

const extents: Readonly<Record<ConnectionSourceStatus, string>> = {
  COMPLETE: 'Searched whole',
  PARTIAL: 'Searched in part',
  UNSUPPORTED: 'Cannot be searched for this',
  PENDING: 'Not searched yet',
  FAILED: 'Failed',
};

const methods: Readonly<Record<SearchMethod, string | null>> = {
  INDEX: 'looked up in the index, and read at the provider',
  FILTER: 'by the provider',
  KEY: 'looked up by key',
  SCAN: 'customers compared',
  NONE: null,
};

/** Such as "Searched in part: 64 of 100 customers compared". */
function summaryOf({ method, searched, total, status }: Source): string {
  const isSearched = status === 'COMPLETE' || status === 'PARTIAL';
  const how = isSearched ? methods[method] : null;
  if (how === null) return extents[status];
  const count = searched === null ? '' : `${searched}${total === null ? '' : ` of ${total}`} `;
  return `${extents[status]}: ${count}${how}`;
}
