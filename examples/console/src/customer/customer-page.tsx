import { useQuery } from 'urql';
import { capabilityOf, useAccounts, type Account } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { Busy } from '../parts/busy.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ProviderBadge } from '../parts/provider-badge.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { paths } from '../route.ts';
import { CustomerFacts } from './customer-facts.tsx';
import { DeleteCustomer } from './delete-customer.tsx';
import { customerQuery } from './documents.ts';
import { PaymentMethods } from './payment-methods.tsx';

/** One customer: what is kept, the payment methods, and what can be done. */
export function CustomerPage({ id }: { readonly id: string }) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: customerQuery,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const { accounts } = useAccounts();
  const customer = readFragment(wholeCustomer, data?.customer);
  const account = accounts?.find(({ key }) => key === customer?.account.key) ?? null;
  const retry = () => ask({ requestPolicy: 'network-only' });

  return (
    <>
      <nav aria-label="Way back" className="crumbs">
        <Link to={paths.customers}>Customers</Link>
      </nav>
      <PageTitle>{customer ? nameOf(customer) : 'Customer'}</PageTitle>
      {error && <ReadProblem error={error} what="the customer" retry={retry} />}
      {!error && fetching && !customer && <Busy>Asking the provider …</Busy>}
      {!error && !fetching && !customer && (
        <p className="card empty">No provider knows this customer, or it was deleted.</p>
      )}
      {customer && account && <Loaded customer={customer} account={account} />}
    </>
  );
}

interface LoadedProps {
  readonly customer: WholeCustomerFragment;
  readonly account: Account;
}

function Loaded({ customer, account }: LoadedProps) {
  const update = capabilityOf(account, 'UPDATE_CUSTOMER');
  return (
    <>
      <div className="customer-head">
        <ProviderBadge provider={customer.provider} name={account.displayName} />
        <span className="badge badge-plain">{account.environment}</span>
        <div className="buttons">
          {customer.viewerCanUpdate && (
            <Link to={paths.editCustomer(customer.id)} className="button">
              Edit
            </Link>
          )}
          {customer.viewerCanDelete && (
            <DeleteCustomer
              id={customer.id}
              name={nameOf(customer)}
              capability={capabilityOf(account, 'DELETE_CUSTOMER')}
              account={account}
            />
          )}
        </div>
      </div>
      {!customer.viewerCanUpdate && update?.note && (
        <p className="notice notice-quiet">This customer cannot be changed here. {update.note}</p>
      )}
      <CustomerFacts customer={customer} />
      <PaymentMethods id={customer.id} account={account} />
    </>
  );
}

/** What to call a customer. */
function nameOf({ fullName, company }: WholeCustomerFragment): string {
  return fullName ?? company ?? 'Without a name';
}
