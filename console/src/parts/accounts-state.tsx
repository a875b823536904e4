import { useAccounts } from '../graph/accounts.ts';
import { ReadState } from './read-state.tsx';

/** Why the accounts are not there: they are being read, or could not be. Nothing if they are there. */
export function AccountsState() {
  const { accounts, ...read } = useAccounts();
  if (accounts) return null;
  return <ReadState what="the accounts" busy="Reading the accounts …" isThere={false} {...read} />;
}
