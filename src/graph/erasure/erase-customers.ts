import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import type { Context } from '../../builder/context.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Begun } from '../../gateway/erasure/erasures.ts';
import { createResultType, IdKeyUnknown } from '../mutation/failures.ts';
import { inputDescriptions } from '../mutation/mutation.ts';
import { toResult } from '../mutation/result.ts';
import { customersDescription, customersNamed } from '../shared/named-customers.ts';
import { Erasure } from './erasure.ts';

const EraseCustomersInput = builder.inputType('EraseCustomersInput', {
  description: 'Who is to be erased.',
  fields: (t) => ({
    customers: t.idList({
      required: true,
      description: customersDescription,
    }),
    idempotencyKey: t.string({
      ...onlyLookedUp,
      required: true,
      description:
        'Makes a retry safe: the same key is answered with the same erasure, for as long as it is kept.',
    }),
    reason: t.string({
      description:
        'Why, shown with the erasure later; 1000 characters at most. It is in no receipt, log or audit.',
    }),
  }),
});

const EraseCustomersSuccess = builder.objectRef<Begun>('EraseCustomersSuccess').implement({
  description: 'The erasure is kept, and goes on by itself.',
  fields: (t) => ({
    erasure: t.expose('erasure', {
      type: Erasure,
      nullable: false,
      description: 'The erasure. Ask `node` for it again to see how far it has come.',
    }),
    replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
  }),
});

const EraseCustomersResult = createResultType('eraseCustomers', EraseCustomersSuccess, [IdKeyUnknown]);

const scope = 'vault:erase';

builder.mutationField('eraseCustomers', (t) =>
  t.field({
    // Reading, listing, and the deletion with the reads around it.
    ...on({ needs: scope, callsPerItemOf: 'input.customers', callsPerItem: 6 }),
    type: EraseCustomersResult,
    nullable: true,
    description:
      'Begins to erase a person: the customers, and those of their payment methods that the provider deletes one by one. What is to be done is kept before anything is sent, and goes on by itself, also after a crash. Erasing what is already gone succeeds and says so.',
    args: {
      input: t.arg({ type: EraseCustomersInput, required: true, description: 'Who is to be erased.' }),
    },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: async () => erase(input, context),
        made: ({ erasure: { name } }) => ({ type: 'Erasure', account: null, name }),
      }),
  }),
);

const longestReason = 1000;

async function erase(
  { customers, idempotencyKey, reason }: typeof EraseCustomersInput.$inferInput,
  context: Context,
): Promise<Begun> {
  if (reason && reason.length > longestReason) {
    const message = `reason must have ${longestReason} characters at most.`;
    throw new InvalidInputError([{ path: ['reason'], code: 'TOO_LONG', message }]);
  }
  const { requestId, caller, erasures } = context;
  const { subject, gateway } = caller;
  return erasures.begin({
    customers: await customersNamed(customers, context),
    idempotencyKey,
    reason: reason ?? null,
    by: { requestId, caller: subject, ...(gateway && { gateway: gateway.subject }) },
  });
}
