import { useEffect, useMemo } from 'react';
import { can, capabilityOf, type Account } from '../graph/accounts.ts';
import type { CustomerRowFragment } from '../graphql/graphql.ts';
import { Busy } from '../parts/busy.tsx';
import { CustomerTable } from './customer-table.tsx';
import { useLookups, type Lookup } from './use-lookups.ts';
import type { Search } from './view.ts';

interface LookupsProps {
  readonly search: Search;
  readonly accounts: readonly Account[];
}

/** Looks somebody up by a name that only a provider understands, at every account that can. */
export function Lookups({ search, accounts }: LookupsProps) {
  const operation = search.by === 'reference' ? 'READ_CUSTOMER_BY_REFERENCE' : 'READ_CUSTOMER';
  const [able, unable] = useMemo(() => {
    const asked = accounts.filter(({ key }) => search.account === '' || key === search.account);
    const isAble = (account: Account) => can(account, operation);
    return [asked.filter(isAble), asked.filter((account) => !isAble(account))];
  }, [accounts, search, operation]);
  const { lookups, lookUp } = useLookups(search, able);
  useEffect(() => void lookUp(), [lookUp]);

  const done = able.filter(({ key }) => lookups.has(key));
  const found = able.flatMap(({ key }) => customerIn(lookups.get(key)));
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="results-title">
        Results
      </h2>
      {done.length < able.length && <Busy>Asking the providers …</Busy>}
      <Failures accounts={able} lookups={lookups} retry={lookUp} />
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
      {done.length === able.length && (
        <>
          <p role="status" className="visually-hidden">
            {found.length} found
          </p>
          <CustomerTable rows={found} caption="Results" />
        </>
      )}
    </section>
  );
}

function customerIn(lookup: Lookup | undefined): readonly CustomerRowFragment[] {
  return lookup?.outcome === 'found' ? [lookup.customer] : [];
}

interface FailuresProps {
  readonly accounts: readonly Account[];
  readonly lookups: ReadonlyMap<string, Lookup>;
  readonly retry: () => Promise<void>;
}

function Failures({ accounts, lookups, retry }: FailuresProps) {
  const failed = accounts.flatMap(({ key, displayName }) => {
    const lookup = lookups.get(key);
    return lookup?.outcome === 'failed' ? [{ key, displayName, ...lookup }] : [];
  });
  if (failed.length === 0) return null;
  return (
    <div className="notice notice-danger" role="alert">
      <h3 className="notice-title">Not everybody answered</h3>
      <ul className="plain">
        {failed.map(({ key, displayName, message, code, requestId }) => (
          <li key={key}>
            <strong>{displayName}</strong>: {message}
            <p className="fine-print">
              {code}
              {requestId && <> · request {requestId}</>}
            </p>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => void retry()}>
        Ask again
      </button>
    </div>
  );
}
