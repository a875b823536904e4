import { can, capabilityOf, useAccounts, type Account } from '../graph/accounts.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { RegistrationForm } from './registration-form.tsx';

function subjectOf(account: Account) {
  return capabilityOf(account, 'CREATE_REGISTRATION_LINK')?.registration?.subject ?? null;
}

/** A page on which a person registers a card, for an account whose provider has such pages. */
export function NewRegistrationPage() {
  const { accounts } = useAccounts();
  const linking = accounts?.filter((account) => can(account, 'CREATE_REGISTRATION_LINK')) ?? [];
  const able = linking.filter((account) => subjectOf(account) !== 'CUSTOMER');
  const ofCustomers = linking.filter((account) => subjectOf(account) === 'CUSTOMER');
  const [first] = able;
  return (
    <>
      <PageTitle>New registration link</PageTitle>
      <p className="lead">
        A page of the provider on which a person enters a card. The card’s number never passes through here.
      </p>
      <AccountsState />
      {accounts && !first && <p className="card empty">No account has pages to register on.</p>}
      {ofCustomers.length > 0 && (
        <p className="hint">
          At {ofCustomers.map(({ displayName }) => displayName).join(', ')}, a payment method is registered
          for a customer: open the customer first.
        </p>
      )}
      {first && <RegistrationForm accounts={[first, ...able.slice(1)]} />}
    </>
  );
}
