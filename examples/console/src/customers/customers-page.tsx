import { PageTitle } from '../parts/page-title.tsx';
import { Busy } from '../parts/busy.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { useAccounts } from '../graph/accounts.ts';
import { CustomerList } from './customer-list.tsx';
import { Lookups } from './lookups.tsx';
import { SearchForm } from './search-form.tsx';
import { searchFor, type View } from './view.ts';

interface CustomersPageProps {
  readonly view: View;
  readonly setView: (view: View) => void;
}

/** Finds customers and pages through them, over all accounts. */
export function CustomersPage({ view, setView }: CustomersPageProps) {
  const { accounts, error, retry } = useAccounts();
  const { by } = view.search;
  return (
    <>
      <PageTitle>Customers</PageTitle>
      {error && !accounts && <ReadProblem error={error} what="the accounts" retry={retry} />}
      {!error && !accounts && <Busy>Reading the accounts …</Busy>}
      {accounts && (
        <>
          <SearchForm
            search={view.search}
            accounts={accounts}
            onSearch={(search) => setView(searchFor(search))}
          />
          {by === 'everything' || by === 'email' ? (
            <CustomerList view={view} setView={setView} />
          ) : (
            <Lookups key={JSON.stringify(view.search)} search={view.search} accounts={accounts} />
          )}
        </>
      )}
    </>
  );
}
