import type { ObjectRef } from '@pothos/core';
import { hasScope, type Scope } from '../../access/caller.ts';
import { isSupported, type Operation } from '../../domain/capability.ts';
import type { Customer as CustomerRecord, ProviderDetails } from '../../domain/customer.ts';
import { readCustomer, targetOfCustomer, type HeldCustomer } from '../../gateway/reading.ts';
import type { Context } from '../../builder/context.ts';
import { builder, on, onlyLookedUp, open, type GraphTypes } from '../../builder/builder.ts';
import { CustomerAddress } from './customer-address.ts';
import { entriesOf, MetadataEntry } from './metadata.ts';
import { Node } from '../shared/node.ts';
import { ProviderAccount } from '../provider/provider-account.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';

const CustomerDetails = builder.unionType('CustomerDetails', {
  description: 'What only one provider keeps about a customer.',
  // Those of each graph: `withProviders` fills them in.
  types: [] as ObjectRef<GraphTypes, ProviderDetails>[],
});

export const Customer = builder.objectRef<HeldCustomer>('Customer').implement({
  description:
    "A customer record in one provider's vault. One type for all providers: what they share is here, what they do not is in `details`.",
  interfaces: [Node],
  directives: { key: { fields: 'id' }, authenticated: {} },
  fields: (t) => ({
    id: t.id({
      ...open,
      nullable: false,
      description: 'Opaque, unique across providers, carries no personal data in readable form.',
      resolve: (held, _args, { recordIds }) => recordIds.of(held, targetOfCustomer),
    }),
    provider: t.field({
      ...open,
      type: PaymentProviderCode,
      nullable: false,
      description: 'The provider that holds the record.',
      resolve: ({ account }) => account.provider,
    }),
    account: t.expose('account', {
      ...open,
      type: ProviderAccount,
      nullable: false,
      description: 'The account the record belongs to.',
    }),
    providerCustomerId: t.string({
      nullable: true,
      description:
        "The provider's own identifier. At Bamboo this is whatever the merchant chose, often an e-mail address. Never null for a caller who may see it.",
      resolve: ({ customer }) => customer.key,
    }),
    merchantReference: t.string({
      ...on({ scope: 'vault:customer:pii', calls: 1 }),
      nullable: true,
      description: "The merchant's own reference. Null if there is none or the provider keeps none.",
      resolve: async (held, _args, context) => (await whole(held, 'reference', context))?.reference ?? null,
    }),
    firstName: t.string({
      nullable: true,
      description: 'Given name. Null at Monri, which keeps one name only: see fullName.',
      resolve: ({ customer }) => customer.firstName,
    }),
    lastName: t.string({
      nullable: true,
      description: 'Family name. Null at Monri, which keeps one name only: see fullName.',
      resolve: ({ customer }) => customer.lastName,
    }),
    fullName: t.string({
      nullable: true,
      description:
        "The name as one text: the provider's own if it keeps one, otherwise given name and family name joined. Never split. Null if there is no name.",
      resolve: ({ customer }) => customer.fullName,
    }),
    company: t.string({
      nullable: true,
      description: 'Company name. Null if there is none.',
      resolve: ({ customer }) => customer.company,
    }),
    email: t.string({
      nullable: true,
      description:
        'E-mail address as the provider has it; not validated on the way out. Null if there is none.',
      resolve: ({ customer }) => customer.email,
    }),
    phone: t.string({
      nullable: true,
      description:
        'Phone number as the provider has it; not validated on the way out. Null if there is none.',
      resolve: ({ customer }) => customer.phone,
    }),
    billingAddress: t.field({
      type: CustomerAddress,
      nullable: true,
      description: 'Billing address. Null if there is none.',
      resolve: ({ customer }) => customer.billingAddress,
    }),
    shippingAddress: t.field({
      type: CustomerAddress,
      nullable: true,
      description: 'Shipping address. Null if there is none or the provider keeps none.',
      resolve: ({ customer }) => customer.shippingAddress,
    }),
    metadata: t.field({
      ...on({ open: true, list: { assumedSize: 20 } }),
      type: [MetadataEntry],
      nullable: false,
      description: 'Free key/value pairs, sorted by key; empty if the provider keeps none.',
      args: {
        keys: t.arg.stringList({ ...onlyLookedUp, description: 'Only these keys; all if absent.' }),
      },
      resolve: ({ customer }, { keys }) => entriesOf(customer.metadata, keys ?? null),
    }),
    createdAt: t.field({
      ...open,
      type: 'DateTime',
      nullable: true,
      description: 'When the provider created the record. Null if it does not say.',
      resolve: ({ customer }) => customer.createdAt,
    }),
    updatedAt: t.field({
      ...open,
      type: 'DateTime',
      nullable: true,
      description: 'When the provider last changed the record. Null if it does not say.',
      resolve: ({ customer }) => customer.updatedAt,
    }),
    deleted: t.boolean({
      ...open,
      nullable: false,
      description:
        'Whether the provider marks the record as deleted, with a time or without. True only with includeDeleted, and in the answer to a deletion.',
      resolve: ({ customer }) => customer.deleted,
    }),
    details: t.field({
      ...open,
      type: CustomerDetails,
      nullable: true,
      description: 'What only this provider keeps.',
      resolve: ({ customer }) => customer.details,
    }),
    viewerCanUpdate: t.boolean({
      ...open,
      nullable: false,
      description: 'Whether this caller may change this customer at this provider.',
      resolve: (held, _args, context) => may(context, held, 'UPDATE_CUSTOMER', 'vault:customer:write'),
    }),
    viewerCanDelete: t.boolean({
      ...open,
      nullable: false,
      description: 'Whether this caller may delete this customer at this provider.',
      resolve: (held, _args, context) => may(context, held, 'DELETE_CUSTOMER', 'vault:customer:delete'),
    }),
  }),
});

/** The record with the named key read: as it is if it was read, otherwise read in full. */
async function whole(
  { account, customer }: HeldCustomer,
  key: CustomerRecord['unread'][number],
  context: Context,
): Promise<CustomerRecord | null> {
  if (!customer.unread.includes(key)) return customer;
  const found = await readCustomer(context, account, customer.key, true);
  return found && found.customer;
}

function may(
  { caller }: Context,
  { account, customer }: HeldCustomer,
  operation: Operation,
  scope: Scope,
): boolean {
  return hasScope(caller, scope) && isSupported(account.abilities[operation]) && !customer.deleted;
}
