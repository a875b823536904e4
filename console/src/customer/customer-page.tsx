import { useQuery } from 'urql';
import { EraseCustomer } from '../erasure/erase-customer.tsx';
import { useLookedAt } from '../find/use-looked-at.ts';
import { capabilityOf, useAccounts, type Account } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { unavailableIn } from '../graph/unavailable.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ProviderBadge } from '../parts/provider-badge.tsx';
import { paths } from '../route.ts';
import { useScopes } from '../session/use-scopes.ts';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerState } from './customer-state.tsx';
import { DeleteCustomer } from './delete-customer.tsx';
import { customerQuery } from './documents.ts';
import { ExportCustomer } from './export-customer.tsx';
import { nameOf } from './name-of.ts';
import { PaymentMethods } from './payment-methods.tsx';
import { whyNot } from './refusals.ts';

/** One customer: what is kept, the payment methods, and what can be done. */
export function CustomerPage({ id }: { readonly id: string }) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: customerQuery,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const { accounts } = useAccounts();
  const { lacking } = useScopes();
  const mayReadMethods = lacking(['vault:payment-method:read']).length === 0;
  const customer = readFragment(wholeCustomer, data?.customer);
  const account = accounts?.find(({ key }) => key === customer?.account.key) ?? null;
  const unavailable = unavailableIn(error);
  const isUnavailable = (...path: readonly string[]) => unavailable('customer', ...path);
  const name = customer ? nameOf(customer, isUnavailable) : 'Customer';
  useLookedAt(id, customer ? { customer, isUnavailable } : null, !customer && !fetching && !error);

  return (
    <>
      <nav aria-label="Way back" className="crumbs">
        <Link to={paths.customers}>Customers</Link>
      </nav>
      <PageTitle>{name}</PageTitle>
      <CustomerState
        isThere={Boolean(customer)}
        fetching={fetching}
        error={error}
        retry={() => ask({ requestPolicy: 'network-only' })}
      />
      <AccountsState />
      {customer && (
        <>
          <Head customer={customer} name={name} account={account} />
          <CustomerFacts customer={customer} isUnavailable={isUnavailable} />
          {account && mayReadMethods && <PaymentMethods id={customer.id} account={account} />}
          <ExportCustomer ids={[customer.id]} />
          <EraseCustomer ids={[customer.id]} name={name} />
        </>
      )}
    </>
  );
}

interface HeadProps {
  readonly customer: WholeCustomerFragment;
  readonly name: string;
  /** What the provider can do is not known if it is null. */
  readonly account: Account | null;
}

/** Where a customer is kept, and what can be done: or why it cannot. */
function Head({ customer, name, account }: HeadProps) {
  const { id, provider, viewerCanUpdate, viewerCanDelete } = customer;
  return (
    <>
      <div className="customer-head">
        <ProviderBadge provider={provider} name={customer.account.displayName} />
        <span className="badge badge-plain">{customer.account.environment}</span>
        <span className="graph-id">
          <code title={id}>{id}</code>
          <CopyButton text={id} what="Id in the graph" />
        </span>
        <div className="buttons">
          {viewerCanUpdate && (
            <Link to={paths.editCustomer(id)} className="button">
              Edit
            </Link>
          )}
          {viewerCanDelete && account && (
            <DeleteCustomer
              id={id}
              name={name}
              capability={capabilityOf(account, 'DELETE_CUSTOMER')}
              account={account}
            />
          )}
        </div>
      </div>
      {account && !(viewerCanUpdate && viewerCanDelete) && (
        <div className="notice notice-quiet">
          {!viewerCanUpdate && <p>{whyNot('changed', account)}</p>}
          {!viewerCanDelete && <p>{whyNot('deleted', account)}</p>}
        </div>
      )}
    </>
  );
}
