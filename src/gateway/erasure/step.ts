import type { StepState } from '../../domain/erasure.ts';
import type { ErrorCode } from '../../domain/errors.ts';

/** The erasing of one record, as it is kept. */
export interface Step {
  readonly of: 'CUSTOMER' | 'PAYMENT_METHOD';
  /** The provider's key, or the name that the id of a payment method bears. */
  readonly key: string;
  readonly state: StepState;
  /** When the state began, in milliseconds since 1970. */
  readonly at: number;
  /** How often a deletion left. */
  readonly attempts: number;
  /** When the first left; null: none did. */
  readonly sentAt: number | null;
  /** Whether the provider has said that it deleted the record. */
  readonly isConfirmed: boolean;
  /** How often the record was still there after that. */
  readonly sightings: number;
  /** Whether there was a record of this key again after the deletion. */
  readonly isBack: boolean;
  /** Why it is as it is, a sentence for people; null if there is nothing to say. */
  readonly because: string | null;
  /** The code of the last failure; null: there was none. */
  readonly code: ErrorCode | null;
  /** The provider's id of the request that failed last; null if it gave none. */
  readonly providerRequestId: string | null;
  /** Whether it was recorded that the step is over. */
  readonly isRecorded: boolean;
  /** The digest of the line that the audit has about that; null if it has none. */
  readonly auditLine: string | null;
}

/** Why something did not go on. */
export interface Setback {
  readonly code: ErrorCode;
  readonly because: string;
  readonly providerRequestId: string | null;
}

/** What is found where a record was. `MARKED`: it is marked as deleted. `NEWER`: it was created after the deletion left. */
export type Found = 'ABSENT' | 'MARKED' | 'PRESENT' | 'NEWER';

/** What happens to a step. */
export type StepEvent =
  | { readonly type: 'FOUND'; readonly found: Found }
  /** The deletion leaves now. */
  | { readonly type: 'LEAVING' }
  | { readonly type: 'ANSWERED'; readonly existed: boolean }
  /** It left, and no answer came. */
  | { readonly type: 'UNANSWERED'; readonly setback: Setback }
  /** Nothing was changed, and it may go on later. */
  | { readonly type: 'PUT_OFF'; readonly setback: Setback }
  /** It will never go on. */
  | { readonly type: 'REFUSED'; readonly setback: Setback };

/** How often a confirmed deletion may still show its record before that is called a failure. */
const mostSightings = 4;

export function newStep(of: Step['of'], key: string, at: number): Step {
  return {
    of,
    key,
    state: 'PENDING',
    at,
    attempts: 0,
    sentAt: null,
    isConfirmed: false,
    sightings: 0,
    isBack: false,
    because: null,
    code: null,
    providerRequestId: null,
    isRecorded: false,
    auditLine: null,
  };
}

/** Whether nothing will happen to it any more. */
export function isFinal({ state }: Pick<Step, 'state'>): boolean {
  return state !== 'PENDING' && state !== 'SENT' && state !== 'UNKNOWN';
}

/** The step after an event. `kept` is why a provider keeps what it marks as deleted. */
export function next(step: Step, event: StepEvent, at: number, kept: string | null = null): Step {
  if (isFinal(step)) return step;
  const to = (state: StepState, more: Partial<Step> = {}): Step => ({
    ...step,
    ...clean,
    ...more,
    state,
    at,
  });
  switch (event.type) {
    case 'FOUND':
      return afterFinding(step, event.found, to, kept);
    case 'LEAVING':
      return to('SENT', { attempts: step.attempts + 1, sentAt: step.sentAt ?? at });
    case 'ANSWERED':
      if (event.existed) return to('SENT', { isConfirmed: true });
      return to(step.attempts > 1 ? 'DONE' : 'ALREADY_GONE');
    case 'UNANSWERED':
      return to('UNKNOWN', event.setback);
    case 'PUT_OFF':
      return to(step.attempts > 0 && !step.isConfirmed ? 'UNKNOWN' : step.state, event.setback);
    case 'REFUSED':
      return to('FAILED', event.setback);
  }
}

const clean = { because: null, code: null, providerRequestId: null };

type To = (state: StepState, more?: Partial<Step>) => Step;

function afterFinding(step: Step, found: Found, to: To, kept: string | null): Step {
  const wasSent = step.attempts > 0;
  switch (found) {
    case 'ABSENT':
      return to(wasSent ? 'DONE' : 'ALREADY_GONE');
    case 'MARKED':
      return to(wasSent ? 'RETAINED' : 'ALREADY_GONE', { because: kept });
    case 'NEWER':
      return to('DONE', { isBack: true, because: cameBack });
    case 'PRESENT':
      if (!step.isConfirmed) return wasSent ? to('UNKNOWN') : step;
      return step.sightings + 1 < mostSightings
        ? to('SENT', { sightings: step.sightings + 1, because: stillShown })
        : to('FAILED', { sightings: step.sightings + 1, isBack: true, because: backOrKept });
  }
}

const cameBack = 'It was deleted, and created again under the same key since.';
const stillShown = 'The provider confirmed the deletion and still shows the record; it is looked at again.';
const backOrKept =
  'The provider confirmed the deletion and goes on showing a record of this key: it was created again, or not deleted. Look at it, and erase it again.';
