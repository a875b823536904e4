import { useQuery } from 'urql';
import type { AccountsQuery, ProviderOperation } from '../graphql/graphql.ts';
import { accountsQuery } from './documents.ts';

export type Account = NonNullable<AccountsQuery['providerAccounts']>[number];
export type Capability = Account['provider']['capabilities'][number];

/** The accounts, asked for once; none until they are there. `AccountsState` says why they are not. */
export function useAccounts() {
  const [{ data, error, fetching }, ask] = useQuery({ query: accountsQuery });
  return {
    accounts: data?.providerAccounts ?? null,
    error,
    fetching,
    retry: () => ask({ requestPolicy: 'network-only' }),
  };
}

/** What an operation amounts to at an account's provider. */
export function capabilityOf(account: Account, operation: ProviderOperation): Capability | null {
  return account.provider.capabilities.find((capability) => capability.operation === operation) ?? null;
}

export function can(account: Account, operation: ProviderOperation): boolean {
  const support = capabilityOf(account, operation)?.support;
  return support === 'NATIVE' || support === 'EMULATED';
}
