import type { Account } from '../../gateway/account.ts';
import type { Health, healthStatuses } from '../../domain/health.ts';
import { builder, on } from '../../builder/builder.ts';
import { Node } from '../shared/node.ts';
import { CustomerIndex } from './customer-index.ts';
import { PaymentProvider } from './payment-provider.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';

const ProviderEnvironment = builder.enumType('ProviderEnvironment', {
  description: 'Test data or live data.',
  values: {
    SANDBOX: { description: 'Test credentials.' },
    LIVE: { description: 'Live credentials.' },
  } as const,
});

const ProviderHealthStatus = builder.enumType('ProviderHealthStatus', {
  description: 'How the latest calls with an account went.',
  values: {
    UP: { description: 'More than half of the latest twenty calls were answered.' },
    DEGRADED: {
      description: 'Half or more of the latest twenty calls failed: no answer, or a status of 500 and above.',
    },
    DOWN: {
      description:
        'So many of the latest calls failed that none is made for a while, but for one now and then to see whether the provider is back.',
    },
    UNKNOWN: { description: 'No call was answered or failed since the process started.' },
  } as const satisfies Record<(typeof healthStatuses)[number], object>,
});

const ProviderHealth = builder.objectRef<Health>('ProviderHealth').implement({
  description: 'How the latest calls with an account went, as this process saw them.',
  fields: (t) => ({
    status: t.expose('status', {
      type: ProviderHealthStatus,
      nullable: false,
      description: 'How the latest twenty calls went.',
    }),
    lastSuccessAt: t.expose('lastSuccessAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a call was last answered, with a status below 500. Null if none was yet.',
    }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When the provider is asked again: after the pause that it asked for, or after the one that we make while the status is DOWN. Null if there is no pause.',
    }),
  }),
});

export const ProviderAccount = builder.objectRef<Account>('ProviderAccount').implement({
  description:
    'One set of credentials at one provider: a Bamboo merchant, a Monri merchant, a Verifone entity or a bankingservice.ai profile.',
  interfaces: [Node],
  directives: { key: { fields: 'id' } },
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Opaque and stable.',
      resolve: ({ key }, _args, { ids }) => ids.seal({ type: 'ProviderAccount', account: key }),
    }),
    key: t.exposeString('key', {
      nullable: false,
      description: 'The key it was configured under; what inputs name an account by.',
    }),
    displayName: t.exposeString('displayName', { nullable: false, description: 'A name to show to people.' }),
    provider: t.field({
      type: PaymentProvider,
      nullable: false,
      description: 'The provider the account is at.',
      resolve: ({ provider }) => provider,
    }),
    environment: t.expose('environment', {
      type: ProviderEnvironment,
      nullable: false,
      description: 'Whether the credentials reach test or live data.',
    }),
    health: t.field({
      type: ProviderHealth,
      nullable: false,
      description: "Recent behaviour, from this process's own traffic; reading it calls no provider.",
      resolve: ({ health }) => health(),
    }),
    index: t.field({
      ...on({ forShoppers: false }),
      type: CustomerIndex,
      nullable: true,
      description:
        'The index in which `findCustomers` looks; reading it calls no provider. Null if none is configured, with `index` of the account.',
      resolve: async ({ index }) => (await index?.status()) ?? null,
    }),
  }),
});

builder.objectField(PaymentProvider, 'accounts', (t) =>
  t.field({
    ...on({ forShoppers: false }),
    type: [ProviderAccount],
    nullable: false,
    description: "The caller's accounts at this provider.",
    resolve: (code, _args, { accounts }) => accountsAt(accounts, code),
  }),
);

builder.queryFields((t) => ({
  providerAccounts: t.field({
    ...on({ list: { assumedSize: 8 } }),
    type: [ProviderAccount],
    nullable: true,
    description: 'The provider accounts the caller may use, in the order they are configured.',
    args: { provider: t.arg({ type: PaymentProviderCode, description: "Only this provider's." }) },
    resolve: (_root, { provider }, { accounts }) => accountsAt(accounts, provider ?? null),
  }),
  providerAccount: t.field({
    type: ProviderAccount,
    nullable: true,
    description: 'One provider account by its configured key, or null if the caller has no such account.',
    args: { key: t.arg.string({ required: true, description: 'The key.' }) },
    resolve: (_root, { key }, { accounts }) => accounts.find((account) => account.key === key) ?? null,
  }),
}));

function accountsAt(accounts: readonly Account[], provider: string | null): Account[] {
  return accounts.filter((account) => provider === null || account.provider === provider);
}
