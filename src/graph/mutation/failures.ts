import type { ObjectRef } from '@pothos/core';
import {
  AccessDeniedError,
  InvalidInputError,
  OutcomeUnknownError,
  ProviderError,
  StaleWriteError,
  UnsupportedOperationError,
} from '../../domain/errors.ts';
import { builder, on, type GraphTypes } from '../../builder/builder.ts';
import { capabilityOf, ProviderCapability } from '../provider/capability.ts';
import { Customer } from '../customer/customer.ts';
import { VaultError } from '../shared/errors.ts';
import { InputIssue } from '../shared/input-issue.ts';
import { isFailed, type Failed } from './result.ts';
import { failureAs, typeOfFailure } from '../shared/failure-value.ts';

export const InvalidInput = builder.objectRef<Failed>('InvalidInputError').implement({
  description: 'Input was refused before anything was sent.',
  interfaces: [VaultError],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssue],
      nullable: false,
      description: 'All that is wrong, not only the first thing.',
      resolve: (failed) => [...failureAs(InvalidInputError, failed).issues],
    }),
  }),
});

export const NotFound = builder.objectRef<Failed>('NotFoundError').implement({
  description: 'No such record.',
  interfaces: [VaultError],
});

export const IdKeyUnknown = builder.objectRef<Failed>('IdKeyUnknownError').implement({
  description:
    'The id was sealed with a key that is not configured. Nothing was sent. It says nothing about whether the record exists.',
  interfaces: [VaultError],
});

export const AlreadyExists = builder.objectRef<Failed>('AlreadyExistsError').implement({
  description: 'A record with this reference exists.',
  interfaces: [VaultError],
  fields: (t) => ({
    existing: t.field({
      ...on({ scope: 'vault:customer:read', calls: 1 }),
      type: Customer,
      nullable: true,
      description: 'The record that exists. Null if the provider cannot find it.',
      resolve: ({ findExisting }) => findExisting?.() ?? null,
    }),
  }),
});

export const UnsupportedOperation = builder.objectRef<Failed>('UnsupportedOperationError').implement({
  description: 'The provider cannot do this.',
  interfaces: [VaultError],
  fields: (t) => ({
    capability: t.field({
      type: ProviderCapability,
      nullable: false,
      description: 'What the provider says about the operation, with the way around if there is one.',
      resolve: (failed, _args, context) => {
        const { origin, operation } = failureAs(UnsupportedOperationError, failed);
        return capabilityOf(origin?.provider ?? '', operation, context);
      },
    }),
  }),
});

export const StaleWrite = builder.objectRef<Failed>('StaleWriteError').implement({
  description: 'The record changed in between.',
  interfaces: [VaultError],
  fields: (t) => ({
    current: t.field({
      type: Customer,
      nullable: false,
      description: 'The record as it is now.',
      resolve: (failed, _args, { accounts }) => {
        const failure = failureAs(StaleWriteError, failed);
        const account = accounts.find(({ key }) => key === failure.origin?.account);
        if (!account) throw new Error('A stale write names an account that is not the caller’s.');
        return { account, customer: failure.current };
      },
    }),
  }),
});

export const ProviderRejected = builder.objectRef<Failed>('ProviderRejectedError').implement({
  description: 'The provider refused the request.',
  interfaces: [VaultError],
  fields: (t) => ({
    providerErrorCode: t.string({
      nullable: true,
      description: "The provider's own code. Null if it gives none.",
      resolve: (failed) => failureAs(ProviderError, failed).facts.providerErrorCode ?? null,
    }),
    providerRequestId: t.string({
      nullable: true,
      description: "The provider's request id. Null if it gives none.",
      resolve: (failed) => failureAs(ProviderError, failed).facts.providerRequestId ?? null,
    }),
    issues: t.field({
      type: [InputIssue],
      nullable: false,
      description: 'What of the input the provider refused, if it says.',
      resolve: (failed) => [...(failureAs(ProviderError, failed).facts.issues ?? [])],
    }),
  }),
});

export const Unavailable = builder.objectRef<Failed>('UnavailableError').implement({
  description:
    'Nothing was changed: the provider, or something this API itself depends on, could not be reached, refused our credentials, or asked us to wait. `code` says which.',
  interfaces: [VaultError],
  fields: (t) => ({
    retryAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When to try again. Null if the provider did not say.',
      resolve: ({ failure }) => (failure instanceof ProviderError ? (failure.facts.retryAt ?? null) : null),
    }),
  }),
});

export const OutcomeUnknown = builder.objectRef<Failed>('OutcomeUnknownError').implement({
  description: 'The request was sent and no answer came: it may or may not have taken effect.',
  interfaces: [VaultError],
  fields: (t) => ({
    mayDuplicate: t.boolean({
      nullable: false,
      description: 'Whether sending it again could create a second record.',
      resolve: (failed) => failureAs(OutcomeUnknownError, failed).mayDuplicate,
    }),
  }),
});

export const IdempotencyConflict = builder.objectRef<Failed>('IdempotencyConflictError').implement({
  description: 'The idempotency key was used for something else, or is in use right now.',
  interfaces: [VaultError],
});

export const AccessDenied = builder.objectRef<Failed>('AccessDeniedError').implement({
  description: 'The caller lacks a scope, or is a shopper and this is not for shoppers.',
  interfaces: [VaultError],
  fields: (t) => ({
    requiredScopes: t.stringList({
      nullable: false,
      description: 'The scopes that would do, any one of these; empty if none would.',
      resolve: (failed) => [...failureAs(AccessDeniedError, failed).requiredScopes],
    }),
  }),
});

/** What may become of any write. */
const always = [
  InvalidInput,
  ProviderRejected,
  Unavailable,
  OutcomeUnknown,
  IdempotencyConflict,
  AccessDenied,
];

/** A write's result: its success, and the failures it may have beside those that any write may have. */
export function createResultType<Success extends object>(
  name: string,
  success: ObjectRef<GraphTypes, Success>,
  failures: readonly (typeof NotFound)[],
) {
  return builder.unionType(`${name[0]?.toUpperCase()}${name.slice(1)}Result`, {
    description: `The outcome of ${name}.`,
    types: [success, ...failures, ...always],
    resolveType: (result) => (isFailed(result) ? typeOfFailure(result) : success.name),
  });
}
