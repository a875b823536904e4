import type { Context } from '../../builder/context.ts';
import { createCustomer, type WriteKey, type WrittenCustomer } from '../../gateway/customer-writes.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { Customer } from '../customer/customer.ts';
import { CustomerFieldsInput, toFields } from '../customer/customer-input.ts';
import { AlreadyExists, createResultType, NotFound } from './failures.ts';
import { findAccount } from '../shared/find-account.ts';
import { findByReference, inputDescriptions, toWriteKey } from './mutation.ts';
import { CustomerCreatingProviderCode } from '../shared/provider-code.ts';
import { toResult } from './result.ts';

const CreateCustomerInput = builder.inputType('CreateCustomerInput', {
  description: 'The customer to create, and the account.',
  fields: (t) => ({
    provider: t.field({ type: CustomerCreatingProviderCode, required: true, description: 'The provider.' }),
    account: t.string({ description: inputDescriptions.account }),
    customer: t.field({ type: CustomerFieldsInput, required: true, description: 'The customer.' }),
    idempotencyKey: t.string({
      ...onlyLookedUp,
      description:
        'Makes a retry safe: the same key with the same input returns the first outcome for 24 hours. NotFoundError says that the customer was created then, and has been deleted since.',
    }),
  }),
});

const CreateCustomerSuccess = builder.objectRef<WrittenCustomer>('CreateCustomerSuccess').implement({
  description: 'A customer was created.',
  fields: (t) => ({
    customer: t.field({
      type: Customer,
      nullable: false,
      description: 'The new customer.',
      resolve: (written) => written,
    }),
    replayed: t.exposeBoolean('replayed', {
      nullable: false,
      description: 'Whether this is an earlier outcome returned again for the same idempotency key.',
    }),
  }),
});

const CreateCustomerResult = createResultType('createCustomer', CreateCustomerSuccess, [
  AlreadyExists,
  NotFound,
]);

const scope = 'vault:customer:write';

builder.mutationField('createCustomer', (t) =>
  t.field({
    ...on({ needs: scope, calls: 1 }),
    type: CreateCustomerResult,
    nullable: true,
    description:
      'Creates a customer at one provider. BAMBOO is not a value of the provider enum here: its customers come into being when a person completes a registration link, so use createRegistrationLink.',
    args: {
      input: t.arg({
        type: CreateCustomerInput,
        required: true,
        description: 'The customer to create, and the account.',
      }),
    },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: () => create(input, toWriteKey(input, info), context),
        made: ({ account, customer }) => ({ type: 'Customer', account: account.key, key: customer.key }),
        findExisting: async () =>
          findByReference(
            input.customer.merchantReference,
            findAccount(context.accounts, input, []),
            context,
          ),
      }),
  }),
);

async function create(
  input: typeof CreateCustomerInput.$inferInput,
  key: WriteKey,
  context: Context,
): Promise<WrittenCustomer> {
  const account = findAccount(context.accounts, input, []);
  return createCustomer({ ...key, account, ...toFields(input.customer) }, context);
}
