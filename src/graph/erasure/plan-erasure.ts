import { builder, on } from '../../builder/builder.ts';
import {
  planRecord,
  type fates,
  type Planned,
  type PlannedMethod,
  type PlannedRecord,
} from '../../gateway/erasure/plan.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { customersDescription, customersNamed } from '../shared/named-customers.ts';

const ErasureFate = builder.enumType('ErasureFate', {
  description: 'What an erasure would do with a record.',
  values: {
    ERASED: { description: 'It is deleted, and the provider removes it.' },
    RETAINED: { description: 'It is deleted, and the provider marks it as deleted and keeps it.' },
    UNKNOWN: { description: 'It is deleted, and the provider does not say whether it keeps it.' },
    NOT_HERE: { description: 'It cannot be erased through this API; `because` says who can erase it.' },
    ALREADY_GONE: { description: 'The provider no longer has it, or has marked it as deleted.' },
  } as const satisfies Record<(typeof fates)[number], object>,
});

const because =
  'A sentence for people: why, and who can erase what is not erased here. Null if there is nothing to say.';

const PlannedPaymentMethod = builder.objectRef<PlannedMethod>('PlannedPaymentMethodErasure').implement({
  description: 'What an erasure would do with a payment method.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The id of the payment method.',
      resolve: ({ target }, _args, { ids }) => ids.seal(target),
    }),
    fate: t.field({
      type: ErasureFate,
      nullable: false,
      description: 'What would happen to it.',
      resolve: ({ fate }) => fate,
    }),
    because: t.exposeString('because', { nullable: true, description: because }),
  }),
});

interface PlannedCustomer extends PlannedRecord {
  readonly id: string;
}

const PlannedErasure = builder.objectRef<PlannedCustomer>('PlannedErasure').implement({
  description: 'What an erasure would do with a customer, and with what belongs to it.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'The id of the customer, as it was given.' }),
    account: t.expose('account', {
      type: ProviderAccount,
      nullable: false,
      description: 'The account that holds the record.',
    }),
    fate: t.field({
      type: ErasureFate,
      nullable: false,
      description: 'What would happen to the record.',
      resolve: ({ fate }: Planned) => fate,
    }),
    because: t.exposeString('because', { nullable: true, description: because }),
    paymentMethods: t.field({
      type: [PlannedPaymentMethod],
      nullable: false,
      description: 'Its payment methods, as far as the provider lists them.',
      resolve: ({ methods }) => methods,
    }),
    notes: t.stringList({
      nullable: false,
      description:
        'What is not erased although it is not listed here, who can erase it, and what could not be read: one sentence each.',
      resolve: ({ notes }) => notes,
    }),
  }),
});

const ErasurePlan = builder.objectRef<readonly PlannedCustomer[]>('ErasurePlan').implement({
  description: 'What an erasure would do. Nothing was changed.',
  fields: (t) => ({
    records: t.field({
      type: [PlannedErasure],
      nullable: false,
      description: 'One for each customer, in the order of the ids.',
      resolve: (records) => records,
    }),
  }),
});

builder.queryField('planErasure', (t) =>
  t.field({
    ...on({ scope: 'vault:erase', callsPerItemOf: 'customers', callsPerItem: 2, alone: true }),
    type: ErasurePlan,
    nullable: true,
    description:
      'What `eraseCustomers` would do with these customers: what is deleted, what the provider retains and why, which payment methods belong to them, what cannot be erased here and who can erase it. Null if it is refused.',
    args: {
      customers: t.arg.idList({
        required: true,
        description: customersDescription,
      }),
    },
    resolve: async (_root, { customers }, context) => {
      const named = await customersNamed(customers, context);
      return Promise.all(
        named.map(async ({ id, account, key }) =>
          Object.assign({ id }, await planRecord(account, key, context)),
        ),
      );
    },
  }),
);
