import { useQuery } from 'urql';
import { customerQuery } from '../customer/documents.ts';
import { capabilityOf, useAccounts } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { Busy } from '../parts/busy.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { RegisterForm } from './register-form.tsx';

/** A page on which a customer registers a payment method. */
export function RegisterPage({ id }: { readonly id: string }) {
  const { accounts } = useAccounts();
  const [{ data, error, fetching }, ask] = useQuery({ query: customerQuery, variables: { id } });
  const customer = readFragment(wholeCustomer, data?.customer) ?? null;
  const account = accounts?.find(({ key }) => key === customer?.account.key) ?? null;
  const terms = account && capabilityOf(account, 'CREATE_REGISTRATION_LINK')?.registration;
  return (
    <>
      <PageTitle about={customer?.fullName ?? customer?.company}>Register a payment method</PageTitle>
      <p className="lead">
        A page of the provider on which the customer enters a card or authorises a mandate. Neither card nor
        bank account passes through here.
      </p>
      <AccountsState />
      {error && (
        <ReadProblem error={error} what="the customer" retry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {fetching && !customer && <Busy>Asking the provider …</Busy>}
      {!error && !fetching && !customer && <p className="card empty">There is no such customer.</p>}
      {customer && account && terms?.subject !== 'CUSTOMER' && (
        <p className="card empty">This provider registers no payment method of its customers.</p>
      )}
      {customer && account && terms?.subject === 'CUSTOMER' && (
        <RegisterForm customerId={customer.id} account={account} kinds={terms.kinds} />
      )}
    </>
  );
}
