import { can, capabilityOf, type Account } from '../graph/accounts.ts';

const kinds = {
  changed: { operation: 'UPDATE_CUSTOMER', scope: 'vault:customer:write' },
  deleted: { operation: 'DELETE_CUSTOMER', scope: 'vault:customer:delete' },
} as const;

/** Why a customer cannot be changed, or deleted, by who is looking: they may not, or the provider cannot. */
export function whyNot(what: keyof typeof kinds, account: Account): string {
  const { operation, scope } = kinds[what];
  const reason = can(account, operation)
    ? `It takes the permission ${scope}.`
    : capabilityOf(account, operation)?.note;
  return [`This customer cannot be ${what} here.`, reason].filter(Boolean).join(' ');
}
