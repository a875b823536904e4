import { InvalidInputError } from '../../domain/errors.ts';
import { customerFilterTexts, noFilter, type CustomerFilter } from '../../domain/page.ts';
import { unusableAsKey } from '../../domain/text.ts';
import { listCustomers, type ListRequest } from '../../gateway/list/listing.ts';
import { builder, on, onlyLookedUp, pageOf } from '../../builder/builder.ts';
import type { Context } from '../../builder/context.ts';
import { createConnectionTypes, pageSize } from './connection.ts';
import { Customer } from '../customer/customer.ts';
import { chooseAccounts } from '../shared/choose-accounts.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { ListingProviderCode } from '../shared/provider-code.ts';

const { Connection, Edge } = createConnectionTypes(Customer, {
  one: 'customer',
  several: 'customers',
  page: 'customers',
  sources: 'Every account that was asked, in order, and its result. Check it before calling a list complete.',
});

builder.objectField(Edge, 'node', (t) =>
  t.expose('node', { type: Customer, nullable: false, description: 'The customer.' }),
);

builder.objectField(Connection, 'totalCount', (t) =>
  t.exposeInt('totalCount', {
    nullable: true,
    description: 'How many customers match, if one account was asked and its provider says. Null otherwise.',
  }),
);

const CustomerFilterInput = builder.inputType('CustomerFilterInput', {
  description:
    'Restricts a list of customers; the conditions are joined by AND. A provider that cannot honour one is reported, not scanned.',
  fields: (t) => ({
    email: t.string({ description: 'Exact e-mail address. Null and absent: any.' }),
    merchantReference: t.string({ description: "The merchant's own reference. Null and absent: any." }),
    firstName: t.string({ description: 'Exact given name. Null and absent: any.' }),
    lastName: t.string({ description: 'Exact family name. Null and absent: any.' }),
    company: t.string({ description: 'Exact company name. Null and absent: any.' }),
    phone: t.string({
      description: 'Exact phone number, spelled as the provider keeps it. Null and absent: any.',
    }),
    taxIdentifier: t.string({ description: 'Exact tax identifier. Null and absent: any.' }),
    companyRegistrationNumber: t.string({
      description: 'Exact company registration number. Null and absent: any.',
    }),
    createdFrom: t.field({
      type: 'DateTime',
      description: 'Created at or after this instant. Null and absent: at any time.',
    }),
    createdBefore: t.field({
      type: 'DateTime',
      description: 'Created before this instant. Null and absent: at any time.',
    }),
    updatedFrom: t.field({
      type: 'DateTime',
      description: 'Last changed at or after this instant. Null and absent: at any time.',
    }),
    updatedBefore: t.field({
      type: 'DateTime',
      description: 'Last changed before this instant. Null and absent: at any time.',
    }),
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
      filter: t.arg({
        ...onlyLookedUp,
        type: CustomerFilterInput,
        description: 'Restricts which customers are listed.',
      }),
      providers: t.arg({
        type: [ListingProviderCode],
        description:
          'Which providers to ask; one that the caller has no account at is refused. Only providers that can list appear in this enum.',
      }),
      accounts: t.arg.stringList({
        description: "Which accounts to ask, by key; all of the caller's if absent.",
      }),
    },
    resolve: (_root, { first, after, filter, providers, accounts: keys }, context) => {
      const accounts = chooseAccounts(context.accounts, providers ?? null, keys ?? null);
      return list(
        { accounts, filter: toFilter(filter), first: pageSize(first), after: after ?? null },
        context,
      );
    },
  }),
);

builder.objectField(ProviderAccount, 'customers', (t) =>
  t.field({
    ...on({ forShoppers: false, scope: 'vault:customer:read', calls: 1, list: pageOf }),
    type: Connection,
    nullable: true,
    description: "This account's customers.",
    args: {
      first: t.arg.int({ required: true, defaultValue: 20, description: 'Page size, 1 to 100.' }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
      filter: t.arg({
        ...onlyLookedUp,
        type: CustomerFilterInput,
        description: 'Restricts which customers are listed.',
      }),
    },
    resolve: (account, { first, after, filter }, context) =>
      list(
        { accounts: [account], filter: toFilter(filter), first: pageSize(first), after: after ?? null },
        context,
      ),
  }),
);

async function list(request: ListRequest, context: Context) {
  const listed = await listCustomers(request, context);
  if (listed.sources.some(({ status }) => status === 'FAILED')) context.answerAlone();
  return listed;
}

function toFilter(input: typeof CustomerFilterInput.$inferInput | null | undefined): CustomerFilter {
  const given = input ?? {};
  const issues = customerFilterTexts.flatMap((name) => {
    const text = given[name];
    const refusal = typeof text === 'string' ? unusableAsKey(text) : null;
    const path = ['filter', name];
    return refusal ? [{ path, code: 'MALFORMED' as const, message: `${path.join('.')} ${refusal}.` }] : [];
  });
  if (issues.length > 0) throw new InvalidInputError(issues);
  // In the order of `noFilter`, whatever the order of the input: cursors hold a digest of it.
  const conditions = Object.keys(noFilter) as (keyof CustomerFilter)[];
  return { ...noFilter, ...Object.fromEntries(conditions.map((name) => [name, given[name] ?? null])) };
}
