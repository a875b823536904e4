import { useState } from 'react';
import { useQuery } from 'urql';
import { customerQuery } from '../customer/documents.ts';
import { capabilityOf, useAccounts, type Capability } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { Busy } from '../parts/busy.tsx';
import { Link } from '../parts/link.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
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
  const capability = account && capabilityOf(account, 'UPDATE_CUSTOMER');
  return (
    <>
      <nav aria-label="Way back" className="crumbs">
        <Link to={paths.customers}>Customers</Link>
        <span aria-hidden="true">/</span>
        <Link to={paths.customer(id)}>{opened?.fullName ?? opened?.company ?? 'Customer'}</Link>
      </nav>
      <PageTitle>Edit customer</PageTitle>
      <AccountsState />
      {opened && capability && <Opened customer={opened} capability={capability} />}
      {!opened && error && (
        <ReadProblem error={error} what="the customer" retry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {!opened && !error && !isAnswered && <Busy>Asking the provider …</Busy>}
      {!opened && isAnswered && (
        <p className="card empty">No provider knows this customer, or it was deleted.</p>
      )}
    </>
  );
}

interface OpenedProps {
  readonly customer: WholeCustomerFragment;
  readonly capability: Capability;
}

function Opened({ customer, capability }: OpenedProps) {
  return customer.viewerCanUpdate ? (
    <EditForm customer={customer} capability={capability} />
  ) : (
    <p className="notice notice-quiet">This customer cannot be changed here. {capability.note}</p>
  );
}
