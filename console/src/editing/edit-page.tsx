import { useState } from 'react';
import { useQuery } from 'urql';
import { CustomerState } from '../customer/customer-state.tsx';
import { customerQuery } from '../customer/documents.ts';
import { whyNot } from '../customer/refusals.ts';
import { capabilityOf, useAccounts, type Account } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { paths } from '../route.ts';
import { EditForm } from './edit-form.tsx';

/** Changes a customer, beginning with the record as the provider has it when the page opens, never as it was seen before. */
export function EditPage({ id }: { readonly id: string }) {
  const [{ data, error, fetching, stale }, ask] = useQuery({
    query: customerQuery,
    variables: { id },
    requestPolicy: 'network-only',
  });
  const [opened, setOpened] = useState<WholeCustomerFragment | null>(null);
  const { accounts } = useAccounts();
  const isAnswered = !fetching && !stale && !error;
  const answered = isAnswered ? (readFragment(wholeCustomer, data?.customer) ?? null) : null;
  // What a failed write or another page learns of the customer afterwards must not take the form away.
  if (!opened && answered) setOpened(answered);
  const account = accounts?.find(({ key }) => key === opened?.account.key);
  const name = opened?.fullName ?? opened?.company;
  return (
    <>
      <nav aria-label="Way back" className="crumbs">
        <Link to={paths.customers}>Customers</Link>
        <span aria-hidden="true">/</span>
        <Link to={paths.customer(id)}>{name ?? 'Customer'}</Link>
      </nav>
      <PageTitle about={name}>Edit customer</PageTitle>
      <AccountsState />
      {opened && account && <Opened customer={opened} account={account} />}
      {!opened && (
        <CustomerState
          isThere={false}
          fetching={!isAnswered}
          error={error}
          retry={() => ask({ requestPolicy: 'network-only' })}
        />
      )}
    </>
  );
}

interface OpenedProps {
  readonly customer: WholeCustomerFragment;
  readonly account: Account;
}

function Opened({ customer, account }: OpenedProps) {
  const capability = capabilityOf(account, 'UPDATE_CUSTOMER');
  return customer.viewerCanUpdate && capability ? (
    <EditForm customer={customer} capability={capability} />
  ) : (
    <p className="notice notice-quiet">{whyNot('changed', account)}</p>
  );
}
