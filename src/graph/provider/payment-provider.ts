import { operations } from '../../domain/capability.ts';
import type { DocumentType } from '../../domain/document-type.ts';
import { definitions } from '../../providers/definitions.ts';
import { builder, on } from '../../builder/builder.ts';
import { capabilityOf, ProviderCapability, ProviderOperation } from './capability.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';

const DocumentTypeRef = builder.objectRef<DocumentType>('DocumentType').implement({
  description: 'A kind of identity document, as a provider numbers it.',
  fields: (t) => ({
    number: t.exposeInt('number', {
      nullable: false,
      description: 'The number to send; it may mean another kind in another country.',
    }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: false,
      description: 'The country in which the number has this meaning.',
    }),
    name: t.exposeString('name', {
      nullable: false,
      description: "The kind of document, in the provider's own words.",
    }),
  }),
});

/** A registered provider, by its code. */
export const PaymentProvider = builder.objectRef<string>('PaymentProvider').implement({
  description: 'A payment provider: what it can do, whichever account is used.',
  directives: { key: { fields: 'code' } },
  fields: (t) => ({
    code: t.field({
      type: PaymentProviderCode,
      nullable: false,
      description: 'Which provider this is.',
      resolve: (code) => code,
    }),
    displayName: t.string({
      nullable: false,
      description: 'A name to show to people.',
      resolve: (code, _args, { providers }) => providers.get(code)?.title ?? code,
    }),
    documentTypes: t.field({
      ...on({ list: { assumedSize: 40 } }),
      type: [DocumentTypeRef],
      nullable: false,
      description:
        'The kinds of identity document that this provider numbers, by country; empty if it numbers none.',
      resolve: (code, _args, { providers }) => [...(providers.get(code)?.documentTypes ?? [])],
    }),
    capabilities: t.field({
      type: [ProviderCapability],
      nullable: false,
      description:
        'What each operation amounts to here. One entry for every value of ProviderOperation, so absence never has to be interpreted.',
      resolve: (code, _args, context) =>
        operations.map((operation) => capabilityOf(code, operation, context)),
    }),
    capability: t.field({
      type: ProviderCapability,
      nullable: false,
      description: 'What one operation amounts to here.',
      args: {
        of: t.arg({ type: ProviderOperation, required: true, description: 'The operation asked about.' }),
      },
      resolve: (code, { of }, context) => capabilityOf(code, of, context),
    }),
  }),
});

builder.queryFields((t) => ({
  paymentProviders: t.field({
    ...on({ forShoppers: true, list: { assumedSize: definitions.size } }),
    type: [PaymentProvider],
    nullable: true,
    description: 'The configured providers, with what each of them can and cannot do.',
    resolve: (_root, _args, { accounts }) => [...new Set(accounts.map(({ provider }) => provider))],
  }),
  paymentProvider: t.field({
    ...on({ forShoppers: true }),
    type: PaymentProvider,
    nullable: true,
    description: 'One configured provider. Null if the caller has no account at it.',
    args: { code: t.arg({ type: PaymentProviderCode, required: true, description: 'Which provider.' }) },
    resolve: (_root, { code }, { accounts }) =>
      accounts.some(({ provider }) => provider === code) ? code : null,
  }),
}));
