import type { MatchField, SearchMethod } from '../../domain/customer-search.ts';
import type { FoundPage, MatchEdge } from '../../gateway/find/find.ts';
import type { SearchSource as Source } from '../../gateway/find/source.ts';
import { builder } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { ConnectionSourceStatus, PageInfo } from '../list/connection.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { VaultError } from '../shared/errors.ts';

const CustomerMatchField = builder.enumType('CustomerMatchField', {
  description: 'What a customer was found by.',
  values: {
    EMAIL: { description: 'The e-mail address.' },
    PHONE: { description: 'The phone number.' },
    MERCHANT_REFERENCE: { description: "The merchant's own reference." },
    DOCUMENT_NUMBER: { description: 'The number of a document.' },
    NAME: { description: 'The name.' },
  } as const satisfies Record<MatchField, object>,
});

const SearchMethod = builder.enumType('SearchMethod', {
  description: 'How an account was searched. Of several ways, the most laborious.',
  values: {
    FILTER: {
      description:
        'The provider searched for the usual spellings. The next pages read its list and find customers stored in other spellings.',
    },
    INDEX: {
      description:
        'The blind index of the account was asked, and who it named was read at the provider. Customers are known in it as they were `ProviderAccount.index.lagSeconds` ago, and as they were changed through this API since.',
    },
    KEY: { description: 'The value was tried as the name by which the provider reads a customer.' },
    SCAN: { description: "The account's customers were listed, newest first, and compared." },
    NONE: { description: 'It was not searched; `problem` says why.' },
  } as const satisfies Record<SearchMethod, object>,
});

const SearchSource = builder.objectRef<Source>('SearchSource').implement({
  description: 'How one account was searched.',
  fields: (t) => ({
    account: t.expose('account', { type: ProviderAccount, nullable: false, description: 'The account.' }),
    method: t.expose('method', { type: SearchMethod, nullable: false, description: 'How it was searched.' }),
    searched: t.exposeInt('searched', {
      nullable: true,
      description:
        'How many of its customers were compared, on this page and those before. Null if none were listed.',
    }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'How many customers it has. Null if none were listed, or the provider does not say.',
    }),
    status: t.expose('status', {
      type: ConnectionSourceStatus,
      nullable: false,
      description:
        'COMPLETE only if every matching customer of the account is on the pages so far. PARTIAL: customers may be missing. UNSUPPORTED: the account cannot be searched by any of the fields.',
    }),
    problem: t.field({
      type: VaultError,
      nullable: true,
      description:
        'Why, if the status is FAILED or UNSUPPORTED, or if it is PARTIAL and further pages do not find every customer, or the index of the account could not be used. Null otherwise.',
      resolve: ({ problem }) => problem && { failure: problem },
    }),
    retryCursor: t.exposeString('retryCursor', {
      nullable: true,
      description:
        'If the account can be searched further, or failed: pass it as `after` to continue with this account alone. Null otherwise.',
    }),
  }),
});

const CustomerMatchEdge = builder.objectRef<MatchEdge>('CustomerMatchEdge').implement({
  description: 'A customer that was found.',
  fields: (t) => ({
    node: t.expose('node', { type: Customer, nullable: false, description: 'The customer.' }),
    cursor: t.exposeString('cursor', { nullable: false, description: 'Where to go on from here.' }),
    matchedBy: t.field({
      type: [CustomerMatchField],
      nullable: false,
      description: 'Which fields matched: one or more.',
      resolve: ({ matched }) => [...matched.fields],
    }),
    exact: t.boolean({
      nullable: false,
      description:
        'Whether one of those fields is exactly the value searched for. False if they match only without regard to case, accents, order or punctuation.',
      resolve: ({ matched }) => matched.isExact,
    }),
  }),
});

export const CustomerMatchConnection = builder.objectRef<FoundPage>('CustomerMatchConnection').implement({
  description: 'A page of customers that were found, and how each account was searched.',
  fields: (t) => ({
    edges: t.field({
      type: [CustomerMatchEdge],
      nullable: false,
      description: 'The customers of this page, in the order of the accounts.',
      resolve: ({ edges }) => [...edges],
    }),
    nodes: t.field({
      type: [Customer],
      nullable: false,
      description: 'The customers alone.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    pageInfo: t.field({
      type: PageInfo,
      nullable: false,
      description:
        'How to get the next page. It may exist even if this page is empty: accounts are compared part by part.',
      resolve: (found) => found,
    }),
    sources: t.field({
      type: [SearchSource],
      nullable: false,
      description:
        'Every account that was searched, in order. Every matching customer has been found only if all are COMPLETE.',
      resolve: ({ sources }) => [...sources],
    }),
  }),
});
