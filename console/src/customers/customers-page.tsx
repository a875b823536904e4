import { useState } from 'react';
import { useAccounts } from '../graph/accounts.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { CustomerList } from './customer-list.tsx';
import { Lookups } from './lookups.tsx';
import { SearchForm } from './search-form.tsx';
import { useView } from './use-view.ts';
import { searchFor, type Search } from './view.ts';

/** Finds customers and pages through them, over all accounts. Every search asks the providers. */
export function CustomersPage() {
  const { accounts } = useAccounts();
  const [view, setView] = useView();
  const [sent, setSent] = useState('');
  const { id, search } = view;
  const send = (wanted: Search) => {
    const next = searchFor(wanted);
    setSent(next.id);
    setView(next);
  };
  return (
    <>
      <PageTitle>Customers</PageTitle>
      <AccountsState />
      {accounts && (
        <>
          <SearchForm search={search} accounts={accounts} onSearch={send} />
          {search.by === 'everything' || search.by === 'email' ? (
            <CustomerList
              key={id}
              view={view}
              setView={setView}
              // Who comes back to a search sees what is known of it while it is asked for again.
              requestPolicy={id === sent ? 'network-only' : 'cache-and-network'}
            />
          ) : (
            <Lookups key={id} search={search} accounts={accounts} />
          )}
        </>
      )}
    </>
  );
}
