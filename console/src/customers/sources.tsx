import type { ConnectionSourceStatus, SourcePartsFragment } from '../graphql/graphql.ts';

interface SourcesProps {
  readonly sources: readonly SourcePartsFragment[];
  /** Asks an account that failed again, by the cursor made for that; left out if there is no way. */
  readonly askAgain?: (cursor: string, name: string) => void;
}

const words: Readonly<Record<ConnectionSourceStatus, string>> = {
  COMPLETE: 'complete',
  PARTIAL: 'more follows',
  PENDING: 'not its turn yet',
  FAILED: 'failed',
  UNSUPPORTED: 'cannot take part',
};

/** What became of every account: a line for each, and a notice for whichever is missing. */
export function Sources({ sources, askAgain }: SourcesProps) {
  const lacking = sources.filter(
    ({ status, problem }) => status === 'FAILED' || (status === 'PARTIAL' && problem),
  );
  const unsupported = sources.filter(({ status }) => status === 'UNSUPPORTED');
  return (
    <div className="sources">
      <ul className="source-list" aria-label="Accounts">
        {sources.map(({ account, status }) => (
          <li key={account.id} className={`source source-${status.toLowerCase()}`}>
            <span className="dot" aria-hidden="true" />
            {account.displayName} <span className="source-status">{words[status]}</span>
          </li>
        ))}
      </ul>
      {lacking.length > 0 && <FailedSources failed={lacking} askAgain={askAgain} />}
      {unsupported.length > 0 && <UnsupportedSources unsupported={unsupported} />}
    </div>
  );
}

interface FailedSourcesProps {
  readonly failed: readonly SourcePartsFragment[];
  readonly askAgain: SourcesProps['askAgain'];
}

function FailedSources({ failed, askAgain }: FailedSourcesProps) {
  return (
    <div className="notice notice-danger" role="alert">
      <h3 className="notice-title">This list is not complete</h3>
      <ul className="plain">
        {failed.map(({ account, problem, retryCursor }) => (
          <li key={account.id} className="source-problem">
            <div>
              <strong>{account.displayName}</strong>: {problem?.message}
              <p className="fine-print">
                {problem?.code} · request {problem?.requestId}
              </p>
            </div>
            {retryCursor && askAgain && (
              <button
                type="button"
                className="button"
                onClick={() => askAgain(retryCursor, account.displayName)}
              >
                Ask {account.displayName} again
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function UnsupportedSources({ unsupported }: { readonly unsupported: readonly SourcePartsFragment[] }) {
  return (
    <details className="notice notice-quiet" open={unsupported.length < 3}>
      <summary>
        {unsupported.length === 1 ? 'One account cannot' : `${unsupported.length} accounts cannot`} take part
        in this list
      </summary>
      <ul className="plain">
        {unsupported.map(({ account, problem }) => (
          <li key={account.id}>
            <strong>{account.displayName}</strong>: {problem?.message}
          </li>
        ))}
      </ul>
    </details>
  );
}
