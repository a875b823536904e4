import { errorCodes } from '../../domain/errors.ts';
import { builder } from '../../builder/builder.ts';
import { PaymentProviderCode } from './provider-code.ts';
import { typeOfFailure, type FailureValue } from './failure-value.ts';

const codeDescriptions: Readonly<Record<(typeof errorCodes)[number], string>> = {
  INVALID_INPUT: 'Input was refused before anything was sent.',
  NOT_FOUND: 'No such record.',
  ID_KEY_UNKNOWN:
    'The id was sealed with a key that is not configured; it is not known what it names. The operator must fix the configuration.',
  ALREADY_EXISTS: 'A record with this reference exists.',
  UNSUPPORTED_OPERATION: 'The provider cannot do this.',
  STALE_WRITE: 'The record changed in between.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used for something else, or is in use right now.',
  ACCESS_DENIED: 'The caller lacks a scope, or is a shopper and this is not for shoppers.',
  PROVIDER_REJECTED: 'The provider refused the request.',
  PROVIDER_UNAVAILABLE: 'The provider could not be reached or is overloaded; nothing was changed.',
  PROVIDER_UNAUTHORIZED:
    "The provider refused the account's credentials; nothing was changed. The configuration must be fixed.",
  PROVIDER_BAD_RESPONSE: "The provider's answer to a read could not be understood.",
  RATE_LIMITED: 'The provider asked us to wait; nothing was changed.',
  STORE_UNAVAILABLE:
    'The store that keeps writes from being repeated could not be reached; nothing was sent.',
  BUDGET_EXHAUSTED: "The caller's budget is used up; nothing was sent.",
  OUTCOME_UNKNOWN: 'The request was sent and no answer came: it may or may not have taken effect.',
  STREAM_UNAVAILABLE:
    'As many streams are open as may be, or the server that had this one stops: subscribe again.',
};

export const VaultErrorCode = builder.enumType('VaultErrorCode', {
  description: 'Kinds of failure.',
  values: Object.fromEntries(
    errorCodes.map((code) => [code, { value: code, description: codeDescriptions[code] }]),
  ),
});

export const VaultError = builder.interfaceRef<FailureValue>('VaultError').implement({
  description: 'Every expected failure. Select it and new kinds of failure are handled before you know them.',
  fields: (t) => ({
    message: t.string({
      nullable: false,
      description:
        'One sentence in English, free of personal data, for developers; not for showing to shoppers.',
      resolve: ({ failure }) => failure.message,
    }),
    code: t.field({
      type: VaultErrorCode,
      nullable: false,
      description: 'Stable, for programs.',
      resolve: ({ failure }) => failure.code,
    }),
    retryable: t.boolean({
      nullable: false,
      description: 'Whether the same request may succeed later.',
      resolve: ({ failure }) => failure.retryable,
    }),
    provider: t.field({
      type: PaymentProviderCode,
      nullable: true,
      description: 'The provider concerned. Null if the failure is about none.',
      resolve: ({ failure }) => failure.origin?.provider ?? null,
    }),
    requestId: t.string({
      nullable: false,
      description: 'Quote it when asking for help.',
      resolve: (_told, _args, { requestId, answerAlone }) => {
        answerAlone();
        return requestId;
      },
    }),
  }),
  resolveType: typeOfFailure,
});
