import {
  ProviderError,
  StoreUnavailableError,
  StoreUnfitError,
  type VaultError,
} from '../../domain/errors.ts';

/** An expected failure as a value: graphql-js takes any `Error` it is given for a thrown one. */
export interface FailureValue {
  readonly failure: VaultError;
}

/** The failure, of the class that its graph type stands for. */
export function failureAs<Failure extends VaultError>(
  kind: abstract new (...args: never[]) => Failure,
  { failure }: FailureValue,
): Failure {
  if (failure instanceof kind) return failure;
  throw new Error(`${failure.name} was answered as another kind of failure.`);
}

/** The graph's type of a failure: that of its class, except that three kinds of not reaching anything are one. */
export function typeOfFailure({ failure }: FailureValue): string {
  if (failure instanceof StoreUnavailableError || failure instanceof StoreUnfitError)
    return 'UnavailableError';
  if (!(failure instanceof ProviderError)) return failure.name;
  return failure.code === 'PROVIDER_REJECTED' ? 'ProviderRejectedError' : 'UnavailableError';
}
