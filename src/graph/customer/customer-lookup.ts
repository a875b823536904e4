import { InvalidInputError } from '../../domain/errors.ts';
import { unusableAsKey } from '../../domain/text.ts';
import { readCustomer, readCustomerByReference, type HeldCustomer } from '../../gateway/reading.ts';
import type { Context } from '../../builder/context.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { Customer } from './customer.ts';
import { findAccount } from '../shared/find-account.ts';
import { inputDescriptions } from '../mutation/mutation.ts';
import { openId } from '../shared/open-id.ts';
import { readOpened } from '../shared/read-opened.ts';
import { PaymentProviderCode } from '../shared/provider-code.ts';

export const CustomerReferenceInput = builder.inputType('CustomerReferenceInput', {
  description: "The merchant's own reference to a customer, at one provider.",
  fields: (t) => ({
    provider: t.field({ type: PaymentProviderCode, required: true, description: 'The provider.' }),
    account: t.string({ description: inputDescriptions.account }),
    reference: t.string({ ...onlyLookedUp, required: true, description: 'The reference.' }),
  }),
});

const ProviderCustomerIdInput = builder.inputType('ProviderCustomerIdInput', {
  description: "A provider's own identifier of a customer.",
  fields: (t) => ({
    provider: t.field({ type: PaymentProviderCode, required: true, description: 'The provider.' }),
    account: t.string({ description: inputDescriptions.account }),
    customerId: t.string({ ...onlyLookedUp, required: true, description: 'The identifier.' }),
  }),
});

const CustomerLookupInput = builder.inputType('CustomerLookupInput', {
  description:
    'Names one customer, in exactly one way. An e-mail address is not among them: no provider promises it is unique.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The id this API gave out.' }),
    reference: t.field({
      type: CustomerReferenceInput,
      description: "The merchant's own reference, at one provider.",
    }),
    providerCustomerId: t.field({
      type: ProviderCustomerIdInput,
      description: "The provider's own identifier.",
    }),
  }),
});

builder.queryField('customer', (t) =>
  t.field({
    ...on({ forShoppers: true, scope: 'vault:customer:read', calls: 1 }),
    type: Customer,
    nullable: true,
    description:
      'One customer, or null if no provider knows it, if it was deleted, or if an id is not one of ours. A provider outage is an error on this field, never a null without an error.',
    args: {
      by: t.arg({
        type: CustomerLookupInput,
        required: true,
        description: 'Exactly one way of naming the customer.',
      }),
      includeDeleted: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'At Monri, which keeps deleted customers: return one all the same, with `deleted` true.',
      }),
    },
    resolve: (_root, { by, includeDeleted }, context) => lookUp(by, includeDeleted, context),
  }),
);

async function lookUp(
  { id, reference, providerCustomerId }: typeof CustomerLookupInput.$inferInput,
  includeDeleted: boolean,
  context: Context,
): Promise<HeldCustomer | null> {
  if (reference) {
    const path = ['by', 'reference'];
    const at = findAccount(context.accounts, reference, path);
    return readCustomerByReference(
      context,
      at,
      key(reference.reference, [...path, 'reference']),
      includeDeleted,
    );
  }
  if (providerCustomerId) {
    const path = ['by', 'providerCustomerId'];
    const at = findAccount(context.accounts, providerCustomerId, path);
    return readCustomer(
      context,
      at,
      key(providerCustomerId.customerId, [...path, 'customerId']),
      includeDeleted,
    );
  }
  const opened = await openId(id ?? '', 'Customer', context);
  return opened && readOpened(opened, context, includeDeleted);
}

function key(text: string, path: readonly string[]): string {
  const refusal = unusableAsKey(text);
  if (refusal === null) return text;
  throw new InvalidInputError([{ path, code: 'MALFORMED', message: `${path.join('.')} ${refusal}.` }]);
}
