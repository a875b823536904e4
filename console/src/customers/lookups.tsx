import { useEffect, useMemo } from 'react';
import { can, capabilityOf, type Account } from '../graph/accounts.ts';
import { Busy } from '../parts/busy.tsx';
import { focusHeadingOf } from '../parts/focus-heading.ts';
import { useSpoken } from '../parts/spoken.tsx';
import { CustomerTable, type CustomerTableRow } from './customer-table.tsx';
import { useLookups, type Lookup } from './use-lookups.ts';
import type { Search } from './view.ts';

interface LookupsProps {
  readonly search: Search;
  readonly accounts: readonly Account[];
}

/** Looks a customer up by a reference or a provider's id, at every account that supports it. */
export function Lookups({ search, accounts }: LookupsProps) {
  const operation = search.by === 'reference' ? 'READ_CUSTOMER_BY_REFERENCE' : 'READ_CUSTOMER';
  const [able, unable] = useMemo(() => {
    const asked = accounts.filter(({ key }) => search.account === '' || key === search.account);
    const isAble = (account: Account) => can(account, operation);
    return [asked.filter(isAble), asked.filter((account) => !isAble(account))];
  }, [accounts, search, operation]);
  const { lookups, lookUp } = useLookups(search);
  useEffect(() => void lookUp(able), [lookUp, able]);

  const found = able.flatMap(({ key }) => lookups.get(key)?.row ?? []);
  const failed = able.filter(({ key }) => lookups.get(key)?.problem);
  const isDone = able.every(({ key }) => lookups.has(key));
  return (
    <section aria-labelledby="results">
      <h2 id="results" tabIndex={-1} className="results-title">
        Results
      </h2>
      {!isDone && <Busy>Asking the providers …</Busy>}
      {failed.length > 0 && (
        <Problems accounts={failed} lookups={lookups} retry={() => void lookUp(failed)} />
      )}
      {unable.length > 0 && (
        <div className="notice notice-quiet">
          <p>
            {unable.length === 1 ? 'One account keeps' : `${unable.length} accounts keep`} nothing that can be
            looked up in this way:
          </p>
          <ul className="plain">
            {unable.map((account) => (
              <li key={account.key}>
                <strong>{account.displayName}</strong>: {capabilityOf(account, operation)?.note}
              </li>
            ))}
          </ul>
        </div>
      )}
      {(isDone || found.length > 0) && (
        <Found rows={found} isComplete={failed.length + unable.length === 0} />
      )}
    </section>
  );
}

interface FoundProps {
  readonly rows: readonly CustomerTableRow[];
  readonly isComplete: boolean;
}

function Found({ rows, isComplete }: FoundProps) {
  useSpoken(`${rows.length} found`);
  return <CustomerTable rows={rows} caption="Results" isComplete={isComplete} />;
}

interface ProblemsProps {
  readonly accounts: readonly Account[];
  readonly lookups: ReadonlyMap<string, Lookup>;
  /** Asks these accounts again, and no other. */
  readonly retry: () => void;
}

function Problems({ accounts, lookups, retry }: ProblemsProps) {
  const isFound = accounts.every(({ key }) => lookups.get(key)?.row);
  return (
    <div className="notice notice-danger" role="alert">
      <h3 className="notice-title">
        {isFound ? 'Some fields are not available' : 'Some accounts did not answer'}
      </h3>
      <ul className="plain">
        {accounts.map(({ key, displayName }) => {
          const problem = lookups.get(key)?.problem;
          return (
            <li key={key}>
              <strong>{displayName}</strong>: {problem?.message}
              <p className="fine-print">
                {problem?.code}
                {problem?.requestId && <> · request {problem.requestId}</>}
              </p>
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        className="button"
        onClick={({ currentTarget }) => {
          focusHeadingOf(currentTarget);
          retry();
        }}
      >
        Ask again
      </button>
    </div>
  );
}
