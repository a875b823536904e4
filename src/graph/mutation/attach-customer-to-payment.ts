import { attachCustomerToPayment, type HeldPaymentLink } from '../../gateway/registration-writes.ts';
import { builder, on, onlyLookedUp } from '../../builder/builder.ts';
import { createResultType, NotFound } from './failures.ts';
import { findAccount } from '../shared/find-account.ts';
import { inputDescriptions, toWriteKey } from './mutation.ts';
import { PaymentAttachingProviderCode } from '../shared/provider-code.ts';
import { drawQrCode, QrCode, qrCodeArguments } from '../registration-link/qr-code.ts';
import { RegistrationCustomerInput } from '../registration-link/registration-input.ts';
import { safeUrl } from '../registration-link/registration-link.ts';
import { toResult } from './result.ts';

const AttachCustomerToPaymentInput = builder.inputType('AttachCustomerToPaymentInput', {
  description: 'The payment and its customer.',
  fields: (t) => ({
    provider: t.field({ type: PaymentAttachingProviderCode, required: true, description: 'The provider.' }),
    account: t.string({ description: inputDescriptions.account }),
    paymentId: t.string({
      ...onlyLookedUp,
      required: true,
      description: "The provider's identifier of the payment.",
    }),
    customer: t.field({
      type: RegistrationCustomerInput,
      required: true,
      description: 'The customer data to attach.',
    }),
    idempotencyKey: t.string({ ...onlyLookedUp, description: inputDescriptions.idempotencyKey }),
  }),
});

const PaymentLink = builder.objectRef<HeldPaymentLink>('PaymentLink').implement({
  description: 'A hosted page on which a person pays.',
  fields: (t) => ({
    paymentId: t.string({
      nullable: false,
      description: "The provider's identifier of the payment.",
      resolve: ({ link }) => link.paymentId,
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'The next step of the payment. Null if the provider gives none.',
      resolve: ({ account, link }) => link.url && safeUrl(link.url, account),
    }),
    qrCode: t.field({
      type: QrCode,
      nullable: true,
      description: 'The page as a QR code. Null if there is no page.',
      args: qrCodeArguments,
      resolve: ({ account, link }, { format, size }) =>
        link.url === null ? null : drawQrCode(safeUrl(link.url, account), format, size),
    }),
    validForMinutes: t.int({
      nullable: true,
      description:
        "Minutes for which the page still works. Null if the provider does not say. Bamboo's page says milliseconds; its name, default and examples say minutes.",
      resolve: ({ link }) => link.validForMinutes,
    }),
  }),
});

const AttachCustomerToPaymentSuccess = builder
  .objectRef<HeldPaymentLink & { readonly replayed: boolean }>('AttachCustomerToPaymentSuccess')
  .implement({
    description: 'The payment carries the customer data.',
    fields: (t) => ({
      paymentLink: t.field({
        type: PaymentLink,
        nullable: false,
        description: "The payment's page.",
        resolve: (attached) => attached,
      }),
      replayed: t.exposeBoolean('replayed', { nullable: false, description: inputDescriptions.replayed }),
    }),
  });

const AttachCustomerToPaymentResult = createResultType(
  'attachCustomerToPayment',
  AttachCustomerToPaymentSuccess,
  [NotFound],
);

const scope = 'vault:link:create';

builder.mutationField('attachCustomerToPayment', (t) =>
  t.field({
    ...on({ needs: scope, calls: 1 }),
    type: AttachCustomerToPaymentResult,
    nullable: true,
    description:
      'Attaches customer data to a payment that waits to be paid, or updates what was attached before. It changes the payment, not the customer kept in the vault.',
    args: {
      input: t.arg({
        type: AttachCustomerToPaymentInput,
        required: true,
        description: 'The payment and its customer.',
      }),
    },
    resolve: (_root, { input }, context, info) =>
      toResult({
        context,
        info,
        input,
        scope,
        work: async () => {
          const account = findAccount(context.accounts, input, []);
          const { paymentId, customer } = input;
          return attachCustomerToPayment(
            { ...toWriteKey(input, info), account, paymentId, customer },
            context,
          );
        },
        made: ({ account }) => ({ type: 'ProviderAccount', account: account.key }),
      }),
  }),
);
