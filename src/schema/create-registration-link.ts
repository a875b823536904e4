import { createRegistrationLink, type HeldRegistrationLink } from '../gateway/registration-writes.ts';
import { builder, on } from './builder.ts';
import { AlreadyExists, createResultType } from './failures.ts';
import { findAccount } from './find-account.ts';
import { findByReference, inputDescriptions, toWriteKey } from './mutation.ts';
import { RegistrationLinkProviderCode } from './provider-code.ts';
import { RegistrationCustomerInput } from './registration-input.ts';
import { RegistrationLink } from './registration-link.ts';
import { toResult } from './result.ts';

const CreateRegistrationLinkInput = builder.inputType('CreateRegistrationLinkInput', {
  description: 'Whom to register, and where.',
  fields: (t) => ({
    provider: t.field({ type: RegistrationLinkProviderCode, required: true, description: 'The provider.' }),
    account: t.string({ description: inputDescriptions.account }),
    customer: t.field({
      type: RegistrationCustomerInput,
      required: true,
      description: 'What is already known about the person.',
    }),
    validForMinutes: t.int({ defaultValue: 15, description: 'Minutes until the page stops working.' }),
    idempotencyKey: t.string({ description: inputDescriptions.idempotencyKey }),
  }),
});

const CreateRegistrationLinkSuccess = builder
  .objectRef<HeldRegistrationLink & { readonly replayed: boolean }>('CreateRegistrationLinkSuccess')
  .implement({
    description: 'A registration was started.',
    fields: (t) => ({
      registrationLink: t.field({
        type: RegistrationLink,
        nullable: false,
        description: 'The link, with its url.',
        resolve: (created) => created,
      }),
      replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
    }),
  });

const CreateRegistrationLinkResult = createResultType(
  'createRegistrationLink',
  CreateRegistrationLinkSuccess,
  [AlreadyExists],
);

builder.mutationField('createRegistrationLink', (t) =>
  t.field({
    ...on({ calls: 1 }),
    type: CreateRegistrationLinkResult,
    nullable: true,
    description:
      'Starts a registration: returns a short-lived page where a person enters card data that never passes through this API.',
    args: {
      input: t.arg({
        type: CreateRegistrationLinkInput,
        required: true,
        description: 'Whom to register, and where.',
      }),
    },
    resolve: (_root, { input }, context, info) => {
      const { customer, validForMinutes } = input;
      return toResult({
        context,
        info,
        input,
        scope: 'vault:link:create',
        work: async () => {
          const account = findAccount(context.accounts, input, []);
          const request = { account, customer, validForMinutes: validForMinutes ?? 15 };
          return createRegistrationLink({ ...toWriteKey(input, info), ...request }, context);
        },
        made: ({ account, link }) => ({ type: 'RegistrationLink', account: account.key, link }),
        findExisting: async () =>
          findByReference(customer.merchantReference, findAccount(context.accounts, input, []), context),
      });
    },
  }),
);
