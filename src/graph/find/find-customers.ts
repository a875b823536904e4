import { VaultError } from '../../domain/errors.ts';
import { findCustomers } from '../../gateway/find/find.ts';
import { scannedPages } from '../../gateway/find/search-account.ts';
import { builder, on, pageOf } from '../../builder/builder.ts';
import type { Context } from '../../builder/context.ts';
import { pageSize } from '../list/connection.ts';
import { chooseAccounts } from '../shared/choose-accounts.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';
import { CustomerMatchConnection } from './match-connection.ts';
import { CustomerMatchInput, toMatch } from './match-input.ts';

/** The pages of a list that are compared, one search by the provider, and two spellings as keys. */
const calls = scannedPages + 3;

builder.queryField('findCustomers', (t) =>
  t.field({
    ...on({
      scope: 'vault:customer:find',
      alsoScope: 'vault:customer:pii',
      calls,
      callsPerAccount: true,
      list: pageOf,
      alone: true,
    }),
    type: CustomerMatchConnection,
    nullable: true,
    description:
      'Customers that match, in every account. Each account is searched in the best way that its provider allows; `sources` says how, and whether customers may be missing. Every search is in the audit log, without the values searched for.',
    args: {
      match: t.arg({ type: CustomerMatchInput, required: true, description: 'Who is looked for.' }),
      accounts: t.arg.stringList({
        description: "Which accounts to search, by key; all of the caller's if absent.",
      }),
      providers: t.arg({
        type: [PaymentProviderCode],
        description: 'Which providers to search; one that the caller has no account at is refused.',
      }),
      first: t.arg.int({
        required: true,
        defaultValue: 20,
        description: 'Page size, 1 to 100; anything else is refused rather than clamped.',
      }),
      after: t.arg.string({
        description: 'The endCursor of the page before, or the retryCursor of one account.',
      }),
    },
    resolve: (_root, { match, accounts: keys, providers, first, after }, context) =>
      audited(context, () => {
        const accounts = chooseAccounts(context.accounts, providers ?? null, keys ?? null);
        const request = { accounts, match: toMatch(match), first: pageSize(first), after: after ?? null };
        return findCustomers(request, context);
      }),
  }),
);

/** Searches are audited, without what was searched for. */
async function audited<Value>({ audit }: Context, work: () => Promise<Value>): Promise<Value> {
  const record = (outcome: string) =>
    audit({ action: 'findCustomers', objectId: null, account: null, outcome });
  try {
    const value = await work();
    record('SUCCESS');
    return value;
  } catch (error) {
    record(error instanceof VaultError ? error.code : 'INTERNAL_SERVER_ERROR');
    throw error;
  }
}
