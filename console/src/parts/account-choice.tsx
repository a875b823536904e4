import type { Account } from '../graph/accounts.ts';
import { Choice } from './choice.tsx';
import { inputId } from './labels.ts';

interface AccountChoiceProps {
  readonly accounts: readonly Account[];
  readonly account: Account;
  readonly onChange: (key: string) => void;
  readonly errors?: readonly string[];
}

const noErrors: readonly string[] = [];

/** Which of several accounts a form is for. */
export function AccountChoice({ accounts, account, onChange, errors = noErrors }: AccountChoiceProps) {
  return (
    <Choice
      id={inputId('account')}
      label="Account"
      value={account.key}
      options={accounts.map(({ key, displayName }) => ({ value: key, name: displayName }))}
      onChange={onChange}
      errors={errors}
    />
  );
}
