import { isSupported, type Deletion } from '../../domain/capability.ts';
import { deleteCustomer, type DeletedCustomer as Deleted } from '../../gateway/customer-writes.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { DeletionRetention, DependentDeletion } from '../provider/deletion.ts';
import { createResultType, IdKeyUnknown, NotFound, UnsupportedOperation } from './failures.ts';
import { inputDescriptions, toWriteKey } from './mutation.ts';
import { requireId } from '../shared/open-id.ts';
import { toResult } from './result.ts';

const DeleteCustomerInput = builder.inputType('DeleteCustomerInput', {
  description: 'Which customer.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The customer.' }),
    idempotencyKey: t.string({ ...onlyLookedUp, description: inputDescriptions.idempotencyKey }),
  }),
});

interface DeletedCustomer extends Deleted {
  readonly id: string;
  readonly deletion: Deletion;
}

const DeleteCustomerSuccess = builder.objectRef<DeletedCustomer>('DeleteCustomerSuccess').implement({
  description: 'The customer is deleted.',
  fields: (t) => ({
    deletedCustomerId: t.exposeID('id', {
      nullable: false,
      description: "The id of the customer, for removing it from a client's cache.",
    }),
    alreadyDeleted: t.exposeBoolean('alreadyDeleted', {
      nullable: false,
      description: 'Whether it had already been deleted.',
    }),
    customer: t.field({
      ...on({ scope: 'vault:customer:read' }),
      type: Customer,
      nullable: true,
      description:
        'The record as it was when it was deleted. Null if the provider does not return it, if the customer had already been deleted, or if the outcome of an earlier request is returned.',
      resolve: ({ customer }) => customer,
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
      description: "What happened to the customer's payment methods.",
      resolve: ({ deletion }) => deletion.paymentMethods,
    }),
    replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
  }),
});

const DeleteCustomerResult = createResultType('deleteCustomer', DeleteCustomerSuccess, [
  NotFound,
  IdKeyUnknown,
  UnsupportedOperation,
]);

const unknown: Deletion = { retention: 'UNKNOWN', paymentMethods: 'UNKNOWN' };

const scope = 'vault:customer:delete';

builder.mutationField('deleteCustomer', (t) =>
  t.field({
    ...on({ needs: scope, calls: 3 }),
    type: DeleteCustomerResult,
    nullable: true,
    description: 'Deletes a customer. Deleting what is already gone succeeds and says so.',
    args: { input: t.arg({ type: DeleteCustomerInput, required: true, description: 'Which customer.' }) },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: async () => {
          const { account, target } = await requireId(input.id, 'Customer', context);
          const request = { ...toWriteKey(input, info), account, key: target.key };
          const deleted = await deleteCustomer(request, context);
          const capability = account.abilities.DELETE_CUSTOMER;
          const deletion = isSupported(capability) ? (capability.deletion ?? unknown) : unknown;
          return { ...deleted, id: input.id, deletion };
        },
      }),
  }),
);
