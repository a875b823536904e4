import type { Context } from '../../builder/context.ts';
import { updateCustomer } from '../../gateway/customer-updates.ts';
import type { WriteKey, WrittenCustomer } from '../../gateway/customer-writes.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { CustomerPatchInput, toPatch } from '../customer/customer-input.ts';
import {
  AlreadyExists,
  createResultType,
  IdKeyUnknown,
  NotFound,
  StaleWrite,
  UnsupportedOperation,
} from './failures.ts';
import { findByReference, inputDescriptions, toWriteKey } from './mutation.ts';
import { requireId } from '../shared/open-id.ts';
import { toResult } from './result.ts';

const UpdateCustomerInput = builder.inputType('UpdateCustomerInput', {
  description: 'Which customer, and what to change.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The customer.' }),
    patch: t.field({ type: CustomerPatchInput, required: true, description: 'What to change.' }),
    ifUnchangedSince: t.field({
      type: 'DateTime',
      description:
        'Refuse if the record has changed since; checked before writing, so a small window stays open. Refused as unsupported if the provider keeps no time of change.',
    }),
    idempotencyKey: t.string({ ...onlyLookedUp, description: inputDescriptions.idempotencyKey }),
  }),
});

const UpdateCustomerSuccess = builder.objectRef<WrittenCustomer>('UpdateCustomerSuccess').implement({
  description: 'The customer was changed.',
  fields: (t) => ({
    customer: t.field({
      type: Customer,
      nullable: false,
      description: 'The customer as it is now.',
      resolve: (written) => written,
    }),
    replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
  }),
});

const UpdateCustomerResult = createResultType('updateCustomer', UpdateCustomerSuccess, [
  NotFound,
  IdKeyUnknown,
  AlreadyExists,
  UnsupportedOperation,
  StaleWrite,
]);

const scope = 'vault:customer:write';

builder.mutationField('updateCustomer', (t) =>
  t.field({
    ...on({ forShoppers: true, needs: scope, calls: 4 }),
    type: UpdateCustomerResult,
    nullable: true,
    description:
      'Changes the fields that are present in the patch and no others. Present and null clears a field; absent leaves it alone.',
    args: {
      input: t.arg({
        type: UpdateCustomerInput,
        required: true,
        description: 'Which customer, and what to change.',
      }),
    },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: () => update(input, toWriteKey(input, info), context),
        findExisting: async () =>
          findByReference(
            input.patch.merchantReference,
            (await requireId(input.id, 'Customer', context)).account,
            context,
          ),
      }),
  }),
);

async function update(
  { id, patch, ifUnchangedSince }: typeof UpdateCustomerInput.$inferInput,
  key: WriteKey,
  context: Context,
): Promise<WrittenCustomer> {
  const { account, target } = await requireId(id, 'Customer', context);
  const { fields, issues } = toPatch(patch);
  const request = {
    account,
    key: target.key,
    patch: fields,
    issues,
    ifUnchangedSince: ifUnchangedSince ?? null,
  };
  return updateCustomer({ ...key, ...request }, context);
}
