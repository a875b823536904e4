import type { FailurePartsFragment } from '../graphql/graphql.ts';
import type { WriteState } from './write.ts';

export interface Advice {
  readonly title: string;
  readonly advice: string;
  readonly tone: 'danger' | 'warning';
}

const unknownTitle = 'The outcome is unknown';

/** What an outcome means for the person at the screen; null if there is nothing to say about it. */
export function adviceOn(state: WriteState<unknown>, failure: FailurePartsFragment | null): Advice | null {
  if (state.step === 'lost') {
    const safe = 'Trying the same again is safe: it is never done twice.';
    return warning(unknownTitle, `It was sent and no answer came. ${safe}`);
  }
  if (state.step === 'refused') {
    return state.isInDoubt ? stillUnknown(state.message) : danger('Nothing was changed', state.message);
  }
  if (state.step !== 'answered' || !failure) return null;
  return state.followsDoubt ? adviceAfterDoubt(failure, state.isInDoubt) : adviceFor(failure);
}

/** The same failure means something else if an earlier attempt may have taken effect. */
function adviceAfterDoubt(failure: FailurePartsFragment, isInDoubt: boolean): Advice {
  switch (failure.__typename) {
    case 'OutcomeUnknownError':
    case 'IdempotencyConflictError':
      return adviceFor(failure);
    case 'AlreadyExistsError':
      return danger(
        'There is one already',
        'A customer with this reference exists. It may be the one that the first attempt was to make: look at it.',
      );
    case 'StaleWriteError':
      return warning(
        'The record has changed',
        'It was changed after you began to edit, possibly by your own first attempt. What you typed is kept.',
      );
    case 'NotFoundError':
      return danger('It is not there', failure.message);
    case 'AccessDeniedError':
    case 'InvalidInputError':
    case 'ProviderRejectedError':
    case 'UnavailableError':
    case 'UnsupportedOperationError':
    default:
      return isInDoubt ? stillUnknown(adviceFor(failure).advice) : adviceFor(failure);
  }
}

function stillUnknown(message: string): Advice {
  return warning(
    unknownTitle,
    `This time nothing was done: ${message} Whether the first attempt has happened is still unknown.`,
  );
}

/** What a failure means. Kinds that are added later say what the graph says. */
function adviceFor(failure: FailurePartsFragment): Advice {
  switch (failure.__typename) {
    case 'InvalidInputError':
      return danger('Some of it cannot be accepted', 'Nothing was sent. Mend what is marked below.');
    case 'ProviderRejectedError':
      return danger('The provider refused it', failure.message);
    case 'AlreadyExistsError':
      return danger('There is one already', 'A customer with this reference exists; nothing was changed.');
    case 'NotFoundError':
      return danger('It is not there', 'The provider knows no such record any more; nothing was changed.');
    case 'StaleWriteError':
      return warning(
        'It was changed in the meantime',
        'Nothing was saved. Look at the record as it is now; what you typed is kept.',
      );
    case 'OutcomeUnknownError':
      return warning(unknownTitle, unknownAdvice(failure.mayDuplicate));
    case 'IdempotencyConflictError':
      return failure.retryable
        ? warning(
            'The first attempt is not over yet',
            'Wait a few seconds before you try again: the first attempt may still be on its way.',
          )
        : danger('This cannot be repeated', failure.message);
    case 'UnavailableError':
      return danger('Nothing was changed', unavailableAdvice(failure.message, failure.retryAt ?? null));
    case 'UnsupportedOperationError':
      return danger('The provider cannot do this', failure.capability.note ?? failure.message);
    case 'AccessDeniedError':
      return danger(
        'You may not do this',
        `It takes one of these permissions: ${failure.requiredScopes.join(', ')}.`,
      );
    default:
      return danger('It did not work', (failure as FailurePartsFragment).message);
  }
}

function unknownAdvice(mayDuplicate: boolean): string {
  const asked = 'The request was sent and no answer came.';
  return mayDuplicate
    ? `${asked} Trying the same again is safe: it is never done twice. If the answer stays the same, look whether the record is there before you start over.`
    : `${asked} Trying the same again is safe.`;
}

function unavailableAdvice(message: string, retryAt: string | null): string {
  return retryAt
    ? `${message} It asks to wait until ${new Date(retryAt).toLocaleTimeString('en-GB')}.`
    : message;
}

function danger(title: string, advice: string): Advice {
  return { title, advice, tone: 'danger' };
}

function warning(title: string, advice: string): Advice {
  return { title, advice, tone: 'warning' };
}
