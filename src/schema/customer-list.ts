import { InvalidInputError } from '../domain/errors.ts';
import type { CustomerFilter } from '../domain/page.ts';
import { unusableAsKey } from '../domain/text.ts';
import type { Account } from '../gateway/account.ts';
import { listCustomers } from '../gateway/listing.ts';
import { builder, on, pageOf } from './builder.ts';
import { createConnectionTypes, pageSize } from './connection.ts';
import { Customer } from './customer.ts';
import { ProviderAccount } from './provider-account.ts';
import { ListingProviderCode } from './provider-code.ts';

const { Connection, Edge } = createConnectionTypes(Customer, {
  one: 'customer',
  several: 'customers',
  page: 'customers',
  sources:
    'Every account that was asked, in order, and what became of it. Check it before calling a list complete.',
});

builder.objectField(Edge, 'node', (t) =>
  t.expose('node', { type: Customer, nullable: false, description: 'The customer.' }),
);

builder.objectField(Connection, 'totalCount', (t) =>
  t.exposeInt('totalCount', {
    nullable: true,
    description:
      'Where one account was asked and its provider says: how many customers match. Null otherwise.',
  }),
);

const CustomerFilterInput = builder.inputType('CustomerFilterInput', {
  description:
    'Restricts a list of customers; the conditions are joined by AND. A provider that cannot honour one is reported, not scanned.',
  fields: (t) => ({
    email: t.string({ description: 'Exact e-mail address.' }),
    merchantReference: t.string({ description: "The merchant's own reference." }),
    createdFrom: t.field({ type: 'DateTime', description: 'Created at or after this instant.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Created before this instant.' }),
  }),
});

builder.queryField('customers', (t) =>
  t.field({
    ...on({ scope: 'vault:customer:read', calls: 1, callsPerAccount: true, list: pageOf }),
    type: Connection,
    nullable: true,
    description:
      'Customers of every account that can list them, one account after another in the configured order: there is no order across accounts, because no ordering exists that all providers support. An account that fails or cannot take part is reported in `sources`; its absence is never silent.',
    args: {
      first: t.arg.int({
        required: true,
        defaultValue: 20,
        description: 'Page size, 1 to 100; anything else is refused rather than clamped.',
      }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
      filter: t.arg({ type: CustomerFilterInput, description: 'Restricts which customers are listed.' }),
      providers: t.arg({
        type: [ListingProviderCode],
        description: 'Which providers to ask. Only providers that can list appear in this enum.',
      }),
      accounts: t.arg.stringList({
        description: "Which accounts to ask, by key; all of the caller's where absent.",
      }),
    },
    resolve: (_root, { first, after, filter, providers, accounts: keys }, context) => {
      const accounts = chooseAccounts(context.accounts, providers ?? null, keys ?? null);
      return listCustomers(
        { accounts, filter: toFilter(filter), first: pageSize(first), after: after ?? null },
        context,
      );
    },
  }),
);

builder.objectField(ProviderAccount, 'customers', (t) =>
  t.field({
    ...on({ scope: 'vault:customer:read', calls: 1, list: pageOf }),
    type: Connection,
    nullable: true,
    description: "This account's customers.",
    args: {
      first: t.arg.int({ required: true, defaultValue: 20, description: 'Page size, 1 to 100.' }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
      filter: t.arg({ type: CustomerFilterInput, description: 'Restricts which customers are listed.' }),
    },
    resolve: (account, { first, after, filter }, context) =>
      listCustomers(
        { accounts: [account], filter: toFilter(filter), first: pageSize(first), after: after ?? null },
        context,
      ),
  }),
);

function chooseAccounts(
  accounts: readonly Account[],
  providers: readonly string[] | null,
  keys: readonly string[] | null,
): readonly Account[] {
  for (const [name, chosen] of Object.entries({ providers, accounts: keys })) {
    if (chosen?.length !== 0) continue;
    const message = `${name} must name at least one, or be left out.`;
    throw new InvalidInputError([{ path: [name], code: 'REQUIRED', message }]);
  }
  if (keys?.some((key) => !accounts.some((account) => account.key === key))) {
    const message = 'accounts names one that is not yours.';
    throw new InvalidInputError([{ path: ['accounts'], code: 'MALFORMED', message }]);
  }
  return accounts.filter(
    ({ key, provider }) => (keys?.includes(key) ?? true) && (providers?.includes(provider) ?? true),
  );
}

function toFilter(input: typeof CustomerFilterInput.$inferInput | null | undefined): CustomerFilter {
  const { email, merchantReference, createdFrom, createdBefore } = input ?? {};
  const issues = Object.entries({ email, merchantReference }).flatMap(([name, text]) => {
    const refusal = typeof text === 'string' ? unusableAsKey(text) : null;
    const path = ['filter', name];
    return refusal ? [{ path, code: 'MALFORMED' as const, message: `${path.join('.')} ${refusal}.` }] : [];
  });
  if (issues.length > 0) throw new InvalidInputError(issues);
  return {
    email: email ?? null,
    merchantReference: merchantReference ?? null,
    createdFrom: createdFrom ?? null,
    createdBefore: createdBefore ?? null,
  };
}
