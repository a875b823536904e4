import type { Attempt, Found, Kind, Trial } from './trial.ts';
import type { Encounter } from './weather.ts';

/** A trial, and what was found at the provider when everything was over. */
export interface Judged {
  readonly trial: Trial;
  readonly found: Found;
}

/** The trials that broke a promise, by the promise; in full, so that a failure shows their history. */
export interface Verdict {
  /** Done more often than once, although asked for with one key. */
  readonly twice: readonly Story[];
  /** Acknowledged, and not there. */
  readonly lost: readonly Story[];
  /** Something is not as it must be. */
  readonly damaged: readonly Story[];
  /** Every answer said that nothing was changed, and yet something was. */
  readonly denied: readonly Story[];
  /**
   * Left with the word that nothing was changed, although an earlier request, whose outcome its client does not know,
   * had changed something by then.
   */
  readonly misled: readonly Story[];
  /** Answered with something that is no outcome. */
  readonly untyped: readonly Story[];
}

type Story = Pick<Trial, 'mark' | 'attempts' | 'met' | 'carriedOut'> & { readonly found: Found };

export const flawless: Verdict = { twice: [], lost: [], damaged: [], denied: [], misled: [], untyped: [] };

export async function judge(trials: readonly Trial[]): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const trial of trials) judged.push({ trial, found: await trial.subject.look() });
  return judged;
}

export function verdictOn(judged: readonly Judged[]): Verdict {
  const where = (broken: (one: Judged) => boolean): readonly Story[] =>
    judged.filter(broken).map(({ trial: { mark, attempts, met, carriedOut }, found }) => ({
      mark,
      attempts,
      met,
      carriedOut,
      found,
    }));
  return {
    twice: where(
      ({ trial: { kind, carriedOut }, found }) =>
        found.times > 1 || (kind.isCreation && carriedOut.length > 1),
    ),
    lost: where(({ trial, found }) => trial.attempts.some((attempt) => isLost(attempt, found))),
    damaged: where(({ found }) => !found.isWhole),
    denied: where(({ trial, found }) => found.times > 0 && trial.attempts.every(isDenial)),
    misled: where(isMisled),
    untyped: where(({ trial }) =>
      trial.attempts.some((attempt) => attempt !== 'abandoned' && 'untyped' in attempt),
    ),
  };
}

export function ofKind(judged: readonly Judged[], kind: Kind): readonly Judged[] {
  return judged.filter(({ trial }) => trial.kind === kind);
}

function isLost(attempt: Attempt, { times, key }: Found): boolean {
  if (!isSuccess(attempt)) return false;
  const answered = attempt.outcome.customer?.providerCustomerId;
  return times === 0 || (key !== undefined && answered !== undefined && answered !== key);
}

export function isSuccess(attempt: Attempt): attempt is Extract<Attempt, { outcome: unknown }> {
  return attempt !== 'abandoned' && 'outcome' in attempt && attempt.outcome.type.endsWith('Success');
}

/** Whether it says that this request changed nothing. */
function isDenial(attempt: Attempt): boolean {
  if (attempt === 'abandoned' || 'untyped' in attempt) return false;
  const { type, code, retryable } = attempt.outcome;
  if (type.endsWith('Success')) return false;
  return code !== 'OUTCOME_UNKNOWN' && !(code === 'IDEMPOTENCY_CONFLICT' && retryable);
}

function isMisled({ trial: { attempts, carriedOut, lastBegan } }: Judged): boolean {
  const last = attempts.at(-1) ?? 'abandoned';
  const isUnavailable = last !== 'abandoned' && 'outcome' in last && last.outcome.type === 'UnavailableError';
  return isUnavailable && !attempts.some(isSuccess) && carriedOut.some((time) => time < lastBegan);
}

/** What its client was left with. */
export function endOf({ attempts }: Trial): string {
  return nameOf(attempts.at(-1) ?? 'abandoned');
}

/** What came of a request, in a word or two. */
export function nameOf(attempt: Attempt): string {
  if (attempt === 'abandoned') return attempt;
  if ('untyped' in attempt) return 'no outcome';
  const { replayed, code = 'no code' } = attempt.outcome;
  if (isSuccess(attempt)) return replayed ? 'success again' : 'success';
  return code.toLowerCase().replaceAll('_', ' ');
}

/**
 * The fault that its last write met, which is why its outcome is unknown. If it met none, this machine was too slow, or the
 * write was done and its record could not be read again.
 */
export function causeOf({ met, carriedOut }: Trial): Encounter | 'nothing, but done' {
  const last = met.at(-1) ?? 'nothing';
  if (last !== 'nothing') return last;
  return carriedOut.length > 0 ? 'nothing, but done' : 'nothing';
}
