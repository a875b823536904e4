import { useState } from 'react';
import { AccountsState } from '../parts/accounts-state.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { can, useAccounts } from '../graph/accounts.ts';
import { CreateForm } from './create-form.tsx';
import { creations } from './documents.ts';

/** A new customer, at an account whose provider lets customers be created. */
export function CreatePage() {
  const { accounts } = useAccounts();
  const [chosen, setChosen] = useState(() => creations.of().sent()?.account);
  const able = accounts?.filter((account) => can(account, 'CREATE_CUSTOMER')) ?? [];
  const account = able.find(({ key }) => key === chosen) ?? able[0];
  const others = accounts?.filter((candidate) => !able.includes(candidate)) ?? [];
  return (
    <>
      <PageTitle>New customer</PageTitle>
      <AccountsState />
      {accounts && !account && <p className="card empty">No account lets customers be created.</p>}
      {account && <CreateForm accounts={able} account={account} others={others} choose={setChosen} />}
    </>
  );
}
