import { can, useAccounts } from '../graph/accounts.ts';
import { AccountsState } from '../parts/accounts-state.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { RegistrationForm } from './registration-form.tsx';

/** A page on which a person registers a card, for an account whose provider has such pages. */
export function NewRegistrationPage() {
  const { accounts } = useAccounts();
  const able = accounts?.filter((account) => can(account, 'CREATE_REGISTRATION_LINK')) ?? [];
  const [first] = able;
  return (
    <>
      <PageTitle>New registration link</PageTitle>
      <p className="lead">
        A page of the provider on which a person enters a card. The card’s number never passes through here.
      </p>
      <AccountsState />
      {accounts && !first && <p className="card empty">No account has pages to register on.</p>}
      {first && <RegistrationForm accounts={[first, ...able.slice(1)]} />}
    </>
  );
}
