import { OutcomeUnknownError, ProviderError, VaultError } from '../../domain/errors.ts';
import type { Setback, StepEvent } from './step.ts';

/** How long to wait after so many setbacks in a row, in milliseconds. */
export function pauseAfter(setbacks: number, error: unknown, now: number): number {
  const usual = Math.min(shortestMs * 2 ** Math.max(setbacks - 1, 0), longestMs);
  const retryAt = error instanceof ProviderError ? (error.facts.retryAt ?? null) : null;
  return Math.max(usual, retryAt ? retryAt.getTime() - now : 0);
}

const shortestMs = 2_000;
const longestMs = 5 * 60_000;

/** What is no failure of the expected kinds is looked at again, too: the defect may be repaired. */
export function eventOf(error: unknown, hasLeft: boolean): StepEvent {
  const setback = setbackOf(error);
  if (error instanceof OutcomeUnknownError || (hasLeft && !(error instanceof VaultError))) {
    return { type: 'UNANSWERED', setback };
  }
  return { type: isLasting(error) ? 'REFUSED' : 'PUT_OFF', setback };
}

/** A refused credential is for the operator to repair: it delays. */
export function isLasting(error: unknown): boolean {
  return error instanceof VaultError && !error.retryable && error.code !== 'PROVIDER_UNAUTHORIZED';
}

export function setbackOf(error: unknown): Setback {
  if (!(error instanceof VaultError)) {
    return { code: 'PROVIDER_BAD_RESPONSE', because: 'A defect of this API.', providerRequestId: null };
  }
  const providerRequestId = error instanceof ProviderError ? (error.facts.providerRequestId ?? null) : null;
  return { code: error.code, because: error.message, providerRequestId };
}
