import {
  IdempotencyConflictError,
  OutcomeUnknownError,
  ProviderError,
  StoreUnavailableError,
  VaultError,
  type Origin,
} from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { OutcomeStore } from '../../store/store.ts';
import { toFinalOutcome, writeOutcome, type Outcome } from './outcome.ts';
import type { Seal } from '../sealing/seal.ts';

/** A write as the layer above describes it. `Value` is what is kept of a success: plain data, enough to read it again. */
export interface KeyedWrite<Value> {
  /** The mutation. */
  readonly field: string;
  readonly key: string | null;
  /** All that makes two requests the same. */
  readonly input: unknown;
  readonly origin: Origin;
  /** Whether sending it again could create a second record. */
  readonly mayDuplicate: boolean;
  readonly run: (call: Call, attempt: Attempt) => Promise<Value>;
}

export interface Attempt {
  /** Whether the write was sent before, with an unknown outcome. */
  readonly isRepetition: boolean;
  /** The same for every attempt under one key, and it reveals nothing of the key; null without a key. */
  readonly reference: string | null;
}

/** A step of the store that failed once a write was over, so that its outcome is not kept. */
export class OutcomeNotKeptError extends Error {
  override readonly name = 'OutcomeNotKeptError';
  /** The mutation. */
  readonly field: string;
  readonly origin: Origin;

  constructor(
    { field, origin }: Pick<KeyedWrite<unknown>, 'field' | 'origin'>,
    step: string,
    cause: unknown,
  ) {
    super(`The store failed at ${step}: a repetition of ${field} will be answered with OUTCOME_UNKNOWN.`, {
      cause,
    });
    this.field = field;
    this.origin = origin;
  }
}

/** Called with each outcome that could not be kept; the caller has its answer already. */
export type ReportNotKept = (error: OutcomeNotKeptError) => void;

/** A key that is claimed for a write, and what is needed to end the claim. */
export interface ClaimedKey extends Pick<Attempt, 'isRepetition'> {
  readonly store: OutcomeStore;
  /** The claim's, not the caller's. */
  readonly key: string;
  readonly owner: string;
  readonly seal: Seal;
  readonly reportNotKept: ReportNotKept;
}

/** Runs a write whose key is claimed, and records its outcome in the store. */
export async function runClaimed<Value>(
  write: KeyedWrite<Value>,
  call: Call,
  claimed: ClaimedKey,
): Promise<Value> {
  const { store, key, owner, seal, isRepetition } = claimed;
  const keep = keeperOf(write, claimed.reportNotKept);
  let sent = false;
  const beforeWrite = async (): Promise<void> => {
    if (sent) return;
    if (!(await orUnavailable(store.markSent(key, owner)))) {
      throw new IdempotencyConflictError('still running', write.origin);
    }
    sent = true;
  };
  let outcome: Outcome<Value>;
  try {
    outcome = { value: await runOnce(write, { ...call, beforeWrite }, { isRepetition, reference: key }) };
  } catch (error) {
    const final = sent || isRepetition ? toFinalOutcome(error) : null;
    if (final) await keep('finish', store.finish(key, owner, writeOutcome(final, seal)));
    else if (isRepetition || (sent && !changedNothing(error))) {
      await keep('markUnknown', store.markUnknown(key, owner));
    } else await keep('release', store.release(key, owner));
    throw isRepetition && !final ? stillUnknown(error, write) : error;
  }
  await keep('finish', store.finish(key, owner, writeOutcome(outcome, seal)));
  return outcome.value;
}

/** Runs a write, and adds to an unknown outcome whether it may be repeated. */
export async function runOnce<Value>(
  { run, mayDuplicate, key }: KeyedWrite<Value>,
  call: Call,
  attempt: Attempt,
): Promise<Value> {
  try {
    return await run(call, attempt);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    throw outcomeUnknown(error.origin ?? undefined, mayDuplicate, key, error);
  }
}

/** False if it is unknown: after an unknown outcome, and after a defect. */
function changedNothing(error: unknown): boolean {
  return error instanceof VaultError && !(error instanceof OutcomeUnknownError);
}

/** That a repetition changed nothing says nothing about what was sent before it. */
function stillUnknown(error: unknown, { mayDuplicate, key }: KeyedWrite<unknown>): unknown {
  if (!(error instanceof ProviderError)) return error;
  return outcomeUnknown(error.origin ?? undefined, mayDuplicate, key, error);
}

/**
 * If the store fails after the write, the caller's answer stands: the claim stays marked as sent, and a repetition is
 * answered as unknown.
 */
function keeperOf(write: KeyedWrite<unknown>, reportNotKept: ReportNotKept) {
  return async (step: keyof OutcomeStore, kept: Promise<void>): Promise<void> => {
    await kept.catch((error: unknown) => reportNotKept(new OutcomeNotKeptError(write, step, error)));
  };
}

export function outcomeUnknown(
  origin: Origin | undefined,
  mayDuplicate: boolean,
  key: string | null,
  cause?: unknown,
): OutcomeUnknownError {
  const message = 'The request was sent and no answer came: it may or may not have taken effect.';
  return new OutcomeUnknownError(message, origin, {
    mayDuplicate,
    retryable: key !== null || !mayDuplicate,
    cause,
  });
}

/** A store that fails before anything was sent. */
export async function orUnavailable<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (cause) {
    throw new StoreUnavailableError(cause);
  }
}
