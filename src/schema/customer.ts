import { hasScope, type Scope } from '../access/caller.ts';
import { isSupported, type Operation } from '../domain/capability.ts';
import type { Customer as CustomerRecord, MetadataValue } from '../domain/customer.ts';
import { readCustomer, type HeldCustomer } from '../gateway/reading.ts';
import type { Context } from '../context.ts';
import { definitions } from '../providers/definitions.ts';
import { builder, on, personal } from './builder.ts';
import { CustomerAddress } from './customer-address.ts';
import { Node } from './node.ts';
import { ProviderAccount } from './provider-account.ts';
import { PaymentProviderCode } from './provider-code.ts';

const CustomerDetails = builder.unionType('CustomerDetails', {
  description: 'What only one provider keeps about a customer.',
  types: [...definitions.values()].map(({ details }) => details),
  resolveType: ({ provider }) => definitions.get(provider)?.details.name,
});

const MetadataEntry = builder
  .objectRef<{ readonly key: string; readonly value: MetadataValue }>('MetadataEntry')
  .implement({
    description: 'One metadata pair.',
    fields: (t) => ({
      key: t.exposeString('key', { nullable: false, description: 'The key.' }),
      value: t.expose('value', { type: 'MetadataValue', nullable: false, description: 'The value.' }),
    }),
  });

export const Customer = builder.objectRef<HeldCustomer>('Customer').implement({
  description:
    "A customer record in one provider's vault. One type for all providers: what they share is here, what they do not is in `details`.",
  interfaces: [Node],
  directives: { key: { fields: 'id' }, authenticated: {} },
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Opaque, unique across providers, carries no personal data in readable form.',
      resolve: ({ account, customer }, _args, { ids }) =>
        ids.seal({ type: 'Customer', account: account.key, key: customer.key }),
    }),
    provider: t.field({
      type: PaymentProviderCode,
      nullable: false,
      description: 'The provider that holds the record.',
      resolve: ({ account }) => account.provider,
    }),
    account: t.expose('account', {
      type: ProviderAccount,
      nullable: false,
      description: 'The account the record belongs to.',
    }),
    providerCustomerId: t.string({
      ...personal,
      nullable: true,
      description:
        "The provider's own identifier. At Bamboo this is whatever the merchant chose, often an e-mail address. Never null for a caller who may see it.",
      resolve: ({ customer }) => customer.key,
    }),
    merchantReference: t.string({
      ...on({ scope: 'vault:customer:pii', calls: 1 }),
      nullable: true,
      description: "The merchant's own reference. Null where there is none or the provider keeps none.",
      resolve: async (held, _args, context) => (await whole(held, 'reference', context))?.reference ?? null,
    }),
    firstName: t.string({
      ...personal,
      nullable: true,
      description: 'Given name. Null at Monri, which keeps one name only: see fullName.',
      resolve: ({ customer }) => customer.firstName,
    }),
    lastName: t.string({
      ...personal,
      nullable: true,
      description: 'Family name. Null at Monri, which keeps one name only: see fullName.',
      resolve: ({ customer }) => customer.lastName,
    }),
    fullName: t.string({
      ...personal,
      nullable: true,
      description:
        "The name as one text: the provider's own where it keeps one, otherwise given name and family name joined. Never split. Null where there is no name.",
      resolve: ({ customer }) => customer.fullName,
    }),
    company: t.string({
      ...personal,
      nullable: true,
      description: 'Company name. Null where there is none.',
      resolve: ({ customer }) => customer.company,
    }),
    email: t.string({
      ...personal,
      nullable: true,
      description:
        'E-mail address as the provider has it; not validated on the way out. Null where there is none.',
      resolve: ({ customer }) => customer.email,
    }),
    phone: t.string({
      ...personal,
      nullable: true,
      description:
        'Phone number as the provider has it; not validated on the way out. Null where there is none.',
      resolve: ({ customer }) => customer.phone,
    }),
    billingAddress: t.field({
      ...personal,
      type: CustomerAddress,
      nullable: true,
      description: 'Billing address. Null where there is none.',
      resolve: ({ customer }) => customer.billingAddress,
    }),
    shippingAddress: t.field({
      ...personal,
      type: CustomerAddress,
      nullable: true,
      description: 'Shipping address. Null where there is none or the provider keeps none.',
      resolve: ({ customer }) => customer.shippingAddress,
    }),
    metadata: t.field({
      ...on({ list: { assumedSize: 20 } }),
      type: [MetadataEntry],
      nullable: false,
      description: 'Free key/value pairs, sorted by key; empty where the provider keeps none.',
      args: { keys: t.arg.stringList({ description: 'Only these keys; all where absent.' }) },
      resolve: ({ customer }, { keys }) => entriesOf(customer, keys ?? null),
    }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the provider created the record. Null where it does not say.',
      resolve: ({ customer }) => customer.createdAt,
    }),
    updatedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the provider last changed the record. Null where it does not say.',
      resolve: ({ customer }) => customer.updatedAt,
    }),
    details: t.field({
      type: CustomerDetails,
      nullable: true,
      description: 'What only this provider keeps.',
      resolve: ({ customer }) => customer.details,
    }),
    viewerCanUpdate: t.boolean({
      nullable: false,
      description: 'Whether this caller may change this customer at this provider.',
      resolve: (held, _args, context) => may(context, held, 'UPDATE_CUSTOMER', 'vault:customer:write'),
    }),
    viewerCanDelete: t.boolean({
      nullable: false,
      description: 'Whether this caller may delete this customer at this provider.',
      resolve: (held, _args, context) => may(context, held, 'DELETE_CUSTOMER', 'vault:customer:delete'),
    }),
  }),
});

/** The record with the named key read: as it is where it was read, else in full. */
async function whole(
  { account, customer }: HeldCustomer,
  key: CustomerRecord['unread'][number],
  context: Context,
): Promise<CustomerRecord | null> {
  if (!customer.unread.includes(key)) return customer;
  const found = await readCustomer(context, account, customer.key, true);
  return found && found.customer;
}

function entriesOf({ metadata }: CustomerRecord, keys: readonly string[] | null) {
  return Object.entries(metadata)
    .filter(([key]) => keys === null || keys.includes(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, value }));
}

function may(
  { caller }: Context,
  { account, customer }: HeldCustomer,
  operation: Operation,
  scope: Scope,
): boolean {
  return hasScope(caller, scope) && isSupported(account.abilities[operation]) && !customer.deleted;
}
