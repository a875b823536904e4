import { can, useAccounts } from '../graph/accounts.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { PaymentForm } from './payment-form.tsx';

/** Attaches a customer to a payment that is not paid yet, at an account whose provider can. */
export function PaymentPage() {
  const { accounts } = useAccounts();
  const able = accounts?.filter((account) => can(account, 'ATTACH_CUSTOMER_TO_PAYMENT')) ?? [];
  const [first] = able;
  return (
    <>
      <PageTitle>Attach a customer to a payment</PageTitle>
      <p className="lead">
        Says who will pay a payment that is not paid yet. It changes the payment, not a customer that the
        provider keeps.
      </p>
      <AccountsState />
      {accounts && !first && <p className="card empty">No account can attach customers to payments.</p>}
      {first && <PaymentForm accounts={[first, ...able.slice(1)]} />}
    </>
  );
}
