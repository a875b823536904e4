import type { Charge } from '../../access/budget.ts';
import type { Caller } from '../../access/caller.ts';
import { builder, on } from '../../builder/builder.ts';
import { readCustomer, readCustomerByReference } from '../../gateway/reading.ts';
import { Customer } from '../customer/customer.ts';

const RateLimit = builder.objectRef<Charge>('RateLimit').implement({
  description: 'A budget counted in cost points; ten points stand for one call to a provider.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { nullable: false, description: 'Points per window.' }),
    remaining: t.exposeInt('remaining', { nullable: false, description: 'Points left.' }),
    cost: t.exposeInt('cost', { nullable: false, description: 'What this operation costs.' }),
    resetAt: t.expose('resetAt', { type: 'DateTime', nullable: false, description: 'When the window ends.' }),
  }),
});

const ViewerGateway = builder.objectRef<NonNullable<Caller['gateway']>>('ViewerGateway').implement({
  description: 'The gateway that a request came through, as its own credential says.',
  fields: (t) => ({
    credential: t.exposeString('subject', {
      nullable: false,
      description:
        'Which credential the gateway sent: its kind, its name if it has one, and the start of a digest.',
    }),
    scopes: t.stringList({
      nullable: false,
      description:
        'What the gateway was granted. Of these only `vault:explore` counts for a request that it passes on.',
      resolve: ({ scopes }) => [...scopes],
    }),
  }),
});

const Viewer = builder.objectRef<Caller>('Viewer').implement({
  description: 'The caller.',
  fields: (t) => ({
    tenant: t.exposeString('tenant', { nullable: false, description: 'The tenant the caller acts for.' }),
    credential: t.exposeString('subject', {
      nullable: false,
      description:
        'Which credential the caller sent: its kind, its name if it has one, and the start of a digest.',
    }),
    gateway: t.expose('gateway', {
      type: ViewerGateway,
      nullable: true,
      description: "The gateway that sent its own credential beside the caller's. Null if there is none.",
    }),
    scopes: t.stringList({
      nullable: false,
      description: 'What the caller may do.',
      resolve: ({ scopes }) => [...scopes],
    }),
    customers: t.field({
      ...on({ scope: 'vault:customer:read', calls: 1, callsPerCustomer: true }),
      type: [Customer],
      nullable: { list: true, items: true },
      description:
        'The customers that a shopper’s credential names, in its order. An item is null if the customer is not in the vault, or not yet; null, with an error, if the provider failed. The list is null for a caller that is not a shopper.',
      resolve: (_caller, _args, context) =>
        context.reach?.customers.map((one) => {
          if (!one) return null;
          return 'key' in one
            ? readCustomer(context, one.account, one.key)
            : readCustomerByReference(context, one.account, one.reference);
        }) ?? null,
    }),
    rateLimit: t.field({
      ...on({ alone: true }),
      type: RateLimit,
      nullable: false,
      description: 'How much the caller may still ask.',
      resolve: (_caller, _args, { spending }) => {
        if (spending.charge) return spending.charge;
        throw new Error('An operation runs that was not paid for.');
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    ...on({ forShoppers: true }),
    type: Viewer,
    nullable: true,
    description: 'The caller: tenant, granted scopes and remaining budget; of a shopper, the customers.',
    resolve: (_root, _args, { caller }) => caller,
  }),
);
