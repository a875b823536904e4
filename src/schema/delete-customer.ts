import { isSupported, type Deletion } from '../domain/capability.ts';
import { deleteCustomer, type Deleted } from '../gateway/customer-writes.ts';
import { builder, on } from './builder.ts';
import { DeletionRetention, DependentDeletion } from './deletion.ts';
import { createResultType, NotFound, UnsupportedOperation } from './failures.ts';
import { inputDescriptions, toWriteKey } from './mutation.ts';
import { insistOnId } from './open-id.ts';
import { toResult } from './result.ts';

const DeleteCustomerInput = builder.inputType('DeleteCustomerInput', {
  description: 'Which customer.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The customer.' }),
    idempotencyKey: t.string({ description: inputDescriptions.idempotencyKey }),
  }),
});

interface DeletedCustomer extends Deleted {
  readonly id: string;
  readonly deletion: Deletion;
}

const DeleteCustomerSuccess = builder.objectRef<DeletedCustomer>('DeleteCustomerSuccess').implement({
  description: 'The customer is gone.',
  fields: (t) => ({
    deletedCustomerId: t.exposeID('id', {
      nullable: false,
      description: "The id of the customer, for removing it from a client's cache.",
    }),
    alreadyDeleted: t.exposeBoolean('alreadyDeleted', {
      nullable: false,
      description: 'Whether it had been gone before.',
    }),
    retention: t.field({
      type: DeletionRetention,
      nullable: false,
      description: 'What the provider does with the record.',
      resolve: ({ deletion }) => deletion.retention,
    }),
    paymentMethods: t.field({
      type: DependentDeletion,
      nullable: false,
      description: "What became of the customer's payment methods.",
      resolve: ({ deletion }) => deletion.paymentMethods,
    }),
    replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
  }),
});

const DeleteCustomerResult = createResultType('deleteCustomer', DeleteCustomerSuccess, [
  NotFound,
  UnsupportedOperation,
]);

const unknown: Deletion = { retention: 'UNKNOWN', paymentMethods: 'UNKNOWN' };

builder.mutationField('deleteCustomer', (t) =>
  t.field({
    ...on({ calls: 3 }),
    type: DeleteCustomerResult,
    nullable: true,
    description: 'Deletes a customer. Deleting what is already gone succeeds and says so.',
    args: { input: t.arg({ type: DeleteCustomerInput, required: true, description: 'Which customer.' }) },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope: 'vault:customer:delete',
        work: async () => {
          const { account, target } = insistOnId(input.id, 'Customer', context);
          const request = { ...toWriteKey(input, info), account, key: target.key };
          const deleted = await deleteCustomer(request, context);
          const capability = account.abilities.DELETE_CUSTOMER;
          const deletion = isSupported(capability) ? (capability.deletion ?? unknown) : unknown;
          return { ...deleted, id: input.id, deletion };
        },
      }),
  }),
);
