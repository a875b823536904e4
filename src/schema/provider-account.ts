import type { Account } from '../gateway/account.ts';
import type { Health, healthStatuses } from '../domain/health.ts';
import { builder, on } from './builder.ts';
import { Node } from './node.ts';
import { PaymentProvider } from './payment-provider.ts';
import { PaymentProviderCode } from './provider-code.ts';

const ProviderEnvironment = builder.enumType('ProviderEnvironment', {
  description: 'Test data or live data.',
  values: {
    SANDBOX: { description: 'Test credentials.' },
    LIVE: { description: 'Live credentials.' },
  } as const,
});

const ProviderHealthStatus = builder.enumType('ProviderHealthStatus', {
  description: 'The state of a circuit.',
  values: {
    UP: { description: 'Calls are being made and answered.' },
    DEGRADED: { description: 'Calls fail or are slow often enough to say so.' },
    DOWN: { description: 'Calls are held back for now.' },
    UNKNOWN: { description: 'Nothing has been asked yet.' },
  } as const satisfies Record<(typeof healthStatuses)[number], object>,
});

const ProviderHealth = builder.objectRef<Health>('ProviderHealth').implement({
  description: 'How calls with an account have been going.',
  fields: (t) => ({
    status: t.expose('status', {
      type: ProviderHealthStatus,
      nullable: false,
      description: 'The state of the circuit.',
    }),
    lastSuccessAt: t.expose('lastSuccessAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last call succeeded. Null where none has yet.',
    }),
    retryAt: t.expose('retryAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Where the provider asked us to slow down: when it may be asked again. Null otherwise.',
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
      description: "Recent behaviour, from this process's own traffic; asking for it calls nobody.",
      resolve: ({ health }) => health(),
    }),
  }),
});

builder.objectField(PaymentProvider, 'accounts', (t) =>
  t.field({
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
    description: 'One provider account by its configured key, or null where the caller has no such account.',
    args: { key: t.arg.string({ required: true, description: 'The key.' }) },
    resolve: (_root, { key }, { accounts }) => accounts.find((account) => account.key === key) ?? null,
  }),
}));

function accountsAt(accounts: readonly Account[], provider: string | null): Account[] {
  return accounts.filter((account) => provider === null || account.provider === provider);
}
