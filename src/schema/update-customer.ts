import type { Context } from '../context.ts';
import { updateCustomer, type WriteKey, type WrittenCustomer } from '../gateway/customer-writes.ts';
import { builder, on } from './builder.ts';
import { Customer } from './customer.ts';
import { CustomerPatchInput, toPatch } from './customer-input.ts';
import { AlreadyExists, createResultType, NotFound, StaleWrite, UnsupportedOperation } from './failures.ts';
import { findByReference, inputDescriptions, toWriteKey } from './mutation.ts';
import { insistOnId } from './open-id.ts';
import { toResult } from './result.ts';

const UpdateCustomerInput = builder.inputType('UpdateCustomerInput', {
  description: 'Which customer, and what to change.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The customer.' }),
    patch: t.field({ type: CustomerPatchInput, required: true, description: 'What to change.' }),
    ifUnchangedSince: t.field({
      type: 'DateTime',
      description:
        'Refuse where the record has changed since; checked before writing, so a small window stays open. Refused as unsupported where the provider keeps no time of change.',
    }),
    idempotencyKey: t.string({ description: inputDescriptions.idempotencyKey }),
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
  AlreadyExists,
  UnsupportedOperation,
  StaleWrite,
]);

builder.mutationField('updateCustomer', (t) =>
  t.field({
    ...on({ calls: 4 }),
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
        scope: 'vault:customer:write',
        work: () => update(input, toWriteKey(input, info), context),
        findExisting: async () =>
          findByReference(
            input.patch.merchantReference,
            insistOnId(input.id, 'Customer', context).account,
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
  const { account, target } = insistOnId(id, 'Customer', context);
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
