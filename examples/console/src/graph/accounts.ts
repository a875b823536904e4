import { useQuery } from 'urql';
import type { AccountsQuery, ProviderOperation } from '../graphql/graphql.ts';
import { accountsQuery } from './documents.ts';

export type Account = NonNullable<AccountsQuery['providerAccounts']>[number];
export type Capability = Account['provider']['capabilities'][number];

/** The accounts, asked for once; none until they are there. */
export function useAccounts() {
  const [{ data, error }, ask] = useQuery({ query: accountsQuery });
  return {
    accounts: data?.providerAccounts ?? null,
    error,
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
