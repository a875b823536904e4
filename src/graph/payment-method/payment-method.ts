import type { PaymentMethodStatus as Status } from '../../domain/payment-method.ts';
import { listPaymentMethods } from '../../gateway/payment-methods.ts';
import {
  readCustomer,
  readPaymentMethod,
  targetOfPaymentMethod,
  type HeldPaymentMethod,
} from '../../gateway/reading.ts';
import { builder, on, pageOf, personal } from '../../builder/builder.ts';
import { createConnectionTypes, pageSize } from '../list/connection.ts';
import { Customer } from '../customer/customer.ts';
import { entriesOf, MetadataEntry } from '../customer/metadata.ts';
import { Node } from '../shared/node.ts';
import { openId } from '../shared/open-id.ts';
import { labelOf, PaymentInstrument } from './payment-instrument.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';

const PaymentMethodStatus = builder.enumType('PaymentMethodStatus', {
  description: 'Whether a payment method can be used.',
  values: {
    ACTIVE: { description: 'Can be used.' },
    PENDING: { description: 'Waits for a person, for instance at their bank.' },
    EXPIRED: { description: 'Past its expiry.' },
    REVOKED: { description: 'Taken back by customer, merchant or provider.' },
    UNKNOWN: {
      description: 'The provider does not say, or says something this API does not know yet.',
    },
  } as const satisfies Record<Status, object>,
});

export const PaymentMethod = builder.objectRef<HeldPaymentMethod>('PaymentMethod').implement({
  description: 'A saved payment method. Never holds a full card or account number.',
  interfaces: [Node],
  directives: { key: { fields: 'id' }, authenticated: {} },
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Opaque and unique across providers.',
      resolve: (held, _args, { recordIds }) => recordIds.of(held, targetOfPaymentMethod),
    }),
    provider: t.field({
      type: PaymentProviderCode,
      nullable: false,
      description: 'The provider that holds it.',
      resolve: ({ account }) => account.provider,
    }),
    status: t.field({
      type: PaymentMethodStatus,
      nullable: false,
      description: 'Whether it can be used.',
      resolve: ({ method }) => method.status,
    }),
    displayLabel: t.string({
      nullable: false,
      description: 'A label to show: brand and last digits, bank name or similar.',
      resolve: ({ method }) => labelOf(method.instrument),
    }),
    instrument: t.field({
      type: PaymentInstrument,
      nullable: false,
      description: 'What it is. Kinds are added over time: always handle the default.',
      resolve: ({ method }) => method.instrument,
    }),
    customer: t.field({
      ...on({ scope: 'vault:customer:read', calls: 1, freeInside: 'paymentMethods' }),
      type: Customer,
      nullable: true,
      description: 'The customer it belongs to. Null if the customer no longer exists.',
      resolve: ({ account, method, customer }, _args, context) =>
        customer ? { account, customer } : readCustomer(context, account, method.customerKey),
    }),
    account: t.expose('account', {
      type: ProviderAccount,
      nullable: false,
      description: 'The account it is kept in.',
    }),
    merchantReference: t.string({
      nullable: true,
      description: "The merchant's own reference. Null if there is none or the provider keeps none.",
      resolve: ({ method }) => method.reference,
    }),
    description: t.string({
      ...personal,
      nullable: true,
      description: 'What the payer was shown. Null if there is nothing or the provider keeps nothing.',
      resolve: ({ method }) => method.description,
    }),
    metadata: t.field({
      ...on({ scope: 'vault:customer:pii', list: { assumedSize: 20 } }),
      type: [MetadataEntry],
      nullable: true,
      description:
        'Free key/value pairs, sorted by key; empty if the provider keeps none. Null only with an error.',
      resolve: ({ method }) => entriesOf(method.metadata, null),
    }),
    token: t.string({
      ...on({ scope: 'vault:payment-method:token' }),
      nullable: true,
      description:
        "The provider's token, with which the merchant's back end charges it. A secret: not for browsers. Null if the provider gives none.",
      resolve: ({ method }) => method.token,
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was saved. Null if the provider does not say.',
      resolve: ({ method }) => method.createdAt,
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was last changed. Null if the provider does not say.',
      resolve: ({ method }) => method.updatedAt,
    }),
    retainedUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'Until when the provider keeps it; may be before it expires. Null if the provider does not say.',
      resolve: ({ method }) => method.retainedUntil,
    }),
  }),
});

const { Connection, Edge } = createConnectionTypes(PaymentMethod, {
  one: 'payment method',
  several: 'payment methods',
  page: 'saved payment methods',
  sources: 'The account that was asked, and how that went.',
});

/** A page of one customer's payment methods. */
export const PaymentMethodConnection = Connection;

builder.objectField(Edge, 'node', (t) =>
  t.expose('node', { type: PaymentMethod, nullable: false, description: 'The payment method.' }),
);

builder.objectField(Customer, 'paymentMethods', (t) =>
  t.field({
    ...on({ scope: 'vault:payment-method:read', calls: 1, list: pageOf }),
    type: PaymentMethodConnection,
    nullable: true,
    description:
      'Saved payment methods. If the provider cannot list them, an empty page whose source says UNSUPPORTED. Null, with an error, if the provider failed.',
    args: {
      first: t.arg.int({ required: true, defaultValue: 20, description: 'Page size, 1 to 100.' }),
      after: t.arg.string({ description: 'The endCursor of the page before.' }),
    },
    resolve: ({ account, customer }, { first, after }, context) =>
      listPaymentMethods(
        { account, customerKey: customer.key, customer, first: pageSize(first), after: after ?? null },
        context,
      ),
  }),
);

builder.queryField('paymentMethod', (t) =>
  t.field({
    ...on({ forShoppers: true, scope: 'vault:payment-method:read', calls: 1 }),
    type: PaymentMethod,
    nullable: true,
    description: 'One saved payment method, or null if it is not known.',
    args: { id: t.arg.id({ required: true, description: "The payment method's id." }) },
    resolve: async (_root, { id }, context) => {
      const opened = await openId(id, 'PaymentMethod', context);
      return (
        opened && readPaymentMethod(context, opened.account, opened.target.customerKey, opened.target.key)
      );
    },
  }),
);
