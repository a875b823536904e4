import { useQuery } from 'urql';
import { customerQuery } from '../customer/documents.ts';
import { capabilityOf, useAccounts } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { Busy } from '../parts/busy.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { paths } from '../route.ts';
import { EditForm } from './edit-form.tsx';

/** Changes a customer, beginning with the record as it is when the page opens. */
export function EditPage({ id }: { readonly id: string }) {
  const [{ data, error, fetching }, ask] = useQuery({ query: customerQuery, variables: { id } });
  const { accounts } = useAccounts();
  const customer = readFragment(wholeCustomer, data?.customer);
  const account = accounts?.find(({ key }) => key === customer?.account.key);
  const capability = account && capabilityOf(account, 'UPDATE_CUSTOMER');
  return (
    <>
      <nav aria-label="Way back" className="crumbs">
        <Link to={paths.customers}>Customers</Link>
        <span aria-hidden="true">/</span>
        <Link to={paths.customer(id)}>{customer?.fullName ?? customer?.company ?? 'Customer'}</Link>
      </nav>
      <PageTitle>Edit customer</PageTitle>
      <AccountsState />
      {error && (
        <ReadProblem error={error} what="the customer" retry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {!error && fetching && !customer && <Busy>Asking the provider …</Busy>}
      {!error && !fetching && !customer && (
        <p className="card empty">No provider knows this customer, or it was deleted.</p>
      )}
      {customer && capability && !customer.viewerCanUpdate && (
        <p className="notice notice-quiet">This customer cannot be changed here. {capability.note}</p>
      )}
      {customer && capability && customer.viewerCanUpdate && (
        <EditForm key={customer.id} customer={customer} capability={capability} />
      )}
    </>
  );
}
