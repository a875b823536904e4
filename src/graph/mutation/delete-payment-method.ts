import type { Deleted } from '../../gateway/customer-writes.ts';
import { deletePaymentMethod } from '../../gateway/payment-method-writes.ts';
import type { Account } from '../../gateway/account.ts';
import { readCustomer } from '../../gateway/reading.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { createResultType, IdKeyUnknown, NotFound, UnsupportedOperation } from './failures.ts';
import { inputDescriptions, toWriteKey } from './mutation.ts';
import { requireId } from '../shared/open-id.ts';
import { toResult } from './result.ts';

const DeletePaymentMethodInput = builder.inputType('DeletePaymentMethodInput', {
  description: 'Which payment method.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The payment method.' }),
    idempotencyKey: t.string({ ...onlyLookedUp, description: inputDescriptions.idempotencyKey }),
  }),
});

interface DeletedPaymentMethod extends Deleted {
  readonly id: string;
  readonly account: Account;
  readonly customerKey: string;
}

const DeletePaymentMethodSuccess = builder
  .objectRef<DeletedPaymentMethod>('DeletePaymentMethodSuccess')
  .implement({
    description: 'The payment method is deleted.',
    fields: (t) => ({
      deletedPaymentMethodId: t.exposeID('id', {
        nullable: false,
        description: "The id of the payment method, for removing it from a client's cache.",
      }),
      alreadyDeleted: t.exposeBoolean('alreadyDeleted', {
        nullable: false,
        description: 'Whether it had already been deleted.',
      }),
      customer: t.field({
        ...on({ scope: 'vault:customer:read', calls: 1 }),
        type: Customer,
        nullable: true,
        description: 'The customer it belonged to. Null if the customer no longer exists.',
        resolve: ({ account, customerKey }, _args, context) => readCustomer(context, account, customerKey),
      }),
      replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
    }),
  });

const DeletePaymentMethodResult = createResultType('deletePaymentMethod', DeletePaymentMethodSuccess, [
  NotFound,
  IdKeyUnknown,
  UnsupportedOperation,
]);

const scope = 'vault:payment-method:delete';

builder.mutationField('deletePaymentMethod', (t) =>
  t.field({
    ...on({ forShoppers: true, needs: scope, calls: 2 }),
    type: DeletePaymentMethodResult,
    nullable: true,
    description: 'Detaches a saved payment method from its customer.',
    args: {
      input: t.arg({
        type: DeletePaymentMethodInput,
        required: true,
        description: 'Which payment method.',
      }),
    },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: async () => {
          const { account, target } = await requireId(input.id, 'PaymentMethod', context);
          const { customerKey, key } = target;
          const request = { ...toWriteKey(input, info), account, customerKey, key };
          return { ...(await deletePaymentMethod(request, context)), id: input.id, account, customerKey };
        },
      }),
  }),
);
