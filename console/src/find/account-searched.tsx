import type { Account } from '../graph/accounts.ts';
import type { SearchMethod } from '../graphql/graphql.ts';
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
        <strong>{account.displayName}</strong>:{' '}
        {isAsked ? 'searching …' : source ? tell(source) : 'no answer'}
        {!isAsked && trouble && <p className="fine-print">{trouble.message}</p>}
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

const methods: Readonly<Record<SearchMethod, string>> = {
  FILTER: 'the provider searched',
  KEY: 'read by what may be its key',
  SCAN: 'customers compared',
  NONE: 'cannot be searched for this',
};

function tell({ method, searched, total, status }: Source): string {
  if (status === 'FAILED') return 'failed';
  const count = searched === null ? '' : `${searched}${total === null ? '' : ` of ${total}`} `;
  const rest = { COMPLETE: ', all of them', PARTIAL: ', not everybody yet' };
  const end = status === 'COMPLETE' || status === 'PARTIAL' ? rest[status] : '';
  return `${count}${methods[method]}${end}`;
}
