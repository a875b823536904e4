import { useEffect } from 'react';
import { CustomerTable } from '../customers/customer-table.tsx';
import { useAccounts, type Account } from '../graph/accounts.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { mostRecords } from '../people/most-records.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { useSpoken } from '../parts/spoken.tsx';
import { scopesOfPage } from '../session/scopes-of-page.ts';
import { useScopes } from '../session/use-scopes.ts';
import { AccountSearched } from './account-searched.tsx';
import { CompareChosen } from './compare-chosen.tsx';
import { RecentPeople } from './recent-people.tsx';
import { useSought } from './sought.ts';
import { useChosen } from './use-chosen.ts';
import { useFinding } from './use-finding.ts';

/** A person over all accounts. Results show as accounts answer. */
export function FindPage() {
  const { accounts } = useAccounts();
  const { id, text } = useSought();
  return (
    <>
      <PageTitle>Find a person</PageTitle>
      <AccountsState />
      {text === '' ? (
        <>
          <p>Write an e-mail address, a phone number, a name or a number into the box at the top.</p>
          <RecentPeople />
        </>
      ) : (
        accounts && <Results key={id} text={text} accounts={accounts} />
      )}
    </>
  );
}

interface ResultsProps {
  readonly text: string;
  readonly accounts: readonly Account[];
}

function Results({ text, accounts }: ResultsProps) {
  const { findings, find } = useFinding(text);
  useEffect(() => {
    for (const { key } of accounts) void find(key, null);
  }, [accounts, find]);
  const rows = accounts.flatMap(({ key }) => findings.get(key)?.rows ?? []);
  const { chosen: marked, toggle } = useChosen();
  const chosen = marked.filter((id) => rows.some(({ customer }) => customer.id === id));
  const mayCompare = useScopes().may(...scopesOfPage.people);
  const isDone = accounts.every(({ key }) => findings.get(key)?.isAsked === false);
  const isComplete = accounts.every(({ key }) => findings.get(key)?.source?.status === 'COMPLETE');
  useSpoken(isDone ? `${rows.length} found` : '');
  return (
    <section aria-labelledby="found">
      <h2 id="found" tabIndex={-1} className="results-title">
        Found
      </h2>
      {(isDone || rows.length > 0) && (
        <CustomerTable
          rows={rows}
          caption="Found"
          isComplete={isComplete}
          partlyEmpty="None so far. Accounts that were searched in part may have more."
          marking={mayCompare ? { marked: chosen, isFull: chosen.length >= mostRecords, toggle } : null}
        />
      )}
      {mayCompare && rows.length > 1 && <CompareChosen ids={chosen} />}
      <h2 className="results-title">How each account was searched</h2>
      <ul className="plain card">
        {accounts.map((account) => (
          <AccountSearched
            key={account.key}
            account={account}
            finding={findings.get(account.key)}
            find={(after) => void find(account.key, after)}
          />
        ))}
      </ul>
    </section>
  );
}
