import { operations } from '../domain/capability.ts';
import { definitions } from '../providers/definitions.ts';
import { builder, on } from './builder.ts';
import { capabilityOf, ProviderCapability, ProviderOperation } from './capability.ts';
import { PaymentProviderCode } from './provider-code.ts';

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
      resolve: (code) => definitions.get(code)?.title ?? code,
    }),
    capabilities: t.field({
      type: [ProviderCapability],
      nullable: false,
      description:
        'What each operation amounts to here. One entry for every value of ProviderOperation, so absence never has to be interpreted.',
      resolve: (code) => operations.map((operation) => capabilityOf(code, operation)),
    }),
    capability: t.field({
      type: ProviderCapability,
      nullable: false,
      description: 'What one operation amounts to here.',
      args: {
        of: t.arg({ type: ProviderOperation, required: true, description: 'The operation asked about.' }),
      },
      resolve: (code, { of }) => capabilityOf(code, of),
    }),
  }),
});

builder.queryFields((t) => ({
  paymentProviders: t.field({
    ...on({ list: { assumedSize: definitions.size } }),
    type: [PaymentProvider],
    nullable: true,
    description: 'The configured providers, with what each of them can and cannot do.',
    resolve: (_root, _args, { accounts }) => [...new Set(accounts.map(({ provider }) => provider))],
  }),
  paymentProvider: t.field({
    type: PaymentProvider,
    nullable: true,
    description: 'One configured provider. Null where the caller has no account at it.',
    args: { code: t.arg({ type: PaymentProviderCode, required: true, description: 'Which provider.' }) },
    resolve: (_root, { code }, { accounts }) =>
      accounts.some(({ provider }) => provider === code) ? code : null,
  }),
}));
