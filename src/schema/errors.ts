import {
  errorCodes,
  ProviderError,
  type inputIssueCodes,
  type InputIssue as InputIssueShape,
  type UnsupportedOperationError,
  type VaultError as VaultErrorShape,
} from '../domain/errors.ts';
import { builder } from './builder.ts';
import { PaymentProviderCode } from './provider-code.ts';
import { capabilityOf, ProviderCapability } from './capability.ts';

const codeDescriptions: Readonly<Record<(typeof errorCodes)[number], string>> = {
  INVALID_INPUT: 'Input was refused before anything was sent.',
  NOT_FOUND: 'No such record.',
  ALREADY_EXISTS: 'A record with this reference exists.',
  UNSUPPORTED_OPERATION: 'The provider cannot do this.',
  STALE_WRITE: 'The record changed in between.',
  IDEMPOTENCY_CONFLICT: 'The idempotency key was used for something else, or is in use right now.',
  ACCESS_DENIED: 'The caller lacks a scope.',
  PROVIDER_REJECTED: 'The provider refused the request.',
  PROVIDER_UNAVAILABLE: 'The provider could not be reached or is overloaded; nothing was changed.',
  PROVIDER_UNAUTHORIZED:
    "The provider refused the account's credentials; nothing was changed. Somebody must mend the configuration.",
  PROVIDER_BAD_RESPONSE: "The provider's answer to a read could not be understood.",
  RATE_LIMITED: 'The provider asked us to wait; nothing was changed.',
  STORE_UNAVAILABLE:
    'The store that keeps writes from being repeated could not be reached; nothing was sent.',
  BUDGET_EXHAUSTED: "The caller's budget is used up; nothing was sent.",
  OUTCOME_UNKNOWN: 'The request was sent and no answer came: it may or may not have taken effect.',
};

const VaultErrorCode = builder.enumType('VaultErrorCode', {
  description: 'Kinds of failure.',
  values: Object.fromEntries(
    errorCodes.map((code) => [code, { value: code, description: codeDescriptions[code] }]),
  ),
});

/** An expected failure as a value: graphql-js takes any `Error` it is given for a thrown one. */
export interface Told<Failure extends VaultErrorShape = VaultErrorShape> {
  readonly failure: Failure;
}

export const VaultError = builder.interfaceRef<Told>('VaultError').implement({
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
      description: 'The provider concerned. Null where the failure is about none.',
      resolve: ({ failure }) => failure.origin?.provider ?? null,
    }),
    requestId: t.string({
      nullable: false,
      description: 'Quote it when asking for help.',
      resolve: (_told, _args, { requestId }) => requestId,
    }),
  }),
  resolveType: ({ failure }) => {
    if (!(failure instanceof ProviderError)) return failure.name;
    return failure.code === 'PROVIDER_REJECTED' ? 'ProviderRejectedError' : 'UnavailableError';
  },
});

builder.objectRef<Told<UnsupportedOperationError>>('UnsupportedOperationError').implement({
  description: 'The provider cannot do this.',
  interfaces: [VaultError],
  fields: (t) => ({
    capability: t.field({
      type: ProviderCapability,
      nullable: false,
      description: 'What the provider says about the operation, with the way around where there is one.',
      resolve: ({ failure: { origin, operation } }) => capabilityOf(origin?.provider ?? '', operation),
    }),
  }),
});

const InputIssueCode = builder.enumType('InputIssueCode', {
  description: 'Kinds of input problems.',
  values: Object.fromEntries(
    Object.entries({
      REQUIRED: 'Missing.',
      MALFORMED: 'Not of the form that is wanted.',
      TOO_LONG: 'Too long.',
      TOO_SHORT: 'Too short.',
      CONFLICTING: 'Contradicts another field.',
      UNSUPPORTED_BY_PROVIDER: 'The provider has no place for it.',
    } satisfies Record<(typeof inputIssueCodes)[number], string>).map(([code, description]) => [
      code,
      { value: code, description },
    ]),
  ),
});

const InputIssue = builder.objectRef<InputIssueShape>('InputIssue').implement({
  description: 'One thing wrong with the input.',
  fields: (t) => ({
    path: t.field({
      type: ['String'],
      nullable: false,
      description: 'Where, as a path from `input`.',
      resolve: ({ path }) => [...path],
    }),
    code: t.field({
      type: InputIssueCode,
      nullable: false,
      description: 'What kind of thing.',
      resolve: ({ code }) => code,
    }),
    message: t.exposeString('message', {
      nullable: false,
      description: 'For developers; never repeats the value.',
    }),
  }),
});

builder.objectRef<Told<ProviderError>>('ProviderRejectedError').implement({
  description: 'The provider refused the request.',
  interfaces: [VaultError],
  fields: (t) => ({
    providerErrorCode: t.string({
      nullable: true,
      description: "The provider's own code. Null where it gives none.",
      resolve: ({ failure }) => failure.facts.providerErrorCode ?? null,
    }),
    providerRequestId: t.string({
      nullable: true,
      description: "The provider's request id. Null where it gives none.",
      resolve: ({ failure }) => failure.facts.providerRequestId ?? null,
    }),
    issues: t.field({
      type: [InputIssue],
      nullable: false,
      description: 'What of the input the provider refused, where it says.',
      resolve: ({ failure }) => [...(failure.facts.issues ?? [])],
    }),
  }),
});

builder.objectRef<Told<ProviderError>>('UnavailableError').implement({
  description:
    'Nothing was changed: the provider, or something this API itself depends on, could not be reached, refused our credentials, or asked us to wait. `code` says which.',
  interfaces: [VaultError],
  fields: (t) => ({
    retryAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When to try again. Null where the provider did not say.',
      resolve: ({ failure }) => failure.facts.retryAt ?? null,
    }),
  }),
});
