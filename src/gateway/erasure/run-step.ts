import { StoreUnavailableError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { ErasableRecord } from './record.ts';
import { eventOf } from './setback.ts';
import { isFinal, next, type Step, type StepEvent } from './step.ts';

/** What running a step needs. */
export interface StepRun {
  readonly record: ErasableRecord;
  readonly call: Call;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Records that the deletion is sent now; false if another process has taken the task, so that it must not be sent. */
  readonly leaving: (step: Step) => Promise<boolean>;
}

export interface StepResult {
  readonly step: Step;
  /** Why it did not go on; null if it did. */
  readonly error: unknown;
}

/** Another process took the task: nothing may be sent or kept of it here any more. */
export class TaskLostError extends Error {
  override readonly name = 'TaskLostError';
}

/**
 * Takes a step as far as it goes now. The record is read first: what is gone is not deleted, and what was sent without an
 * answer is settled. If it is there, the deletion is kept as sent, leaves, and is verified by reading.
 */
export async function runStep(before: Step, run: StepRun): Promise<StepResult> {
  const { record, now } = run;
  const after = (step: Step, event: StepEvent): Step => next(step, event, now(), record.kept);
  let step = before;
  let hasLeft = false;
  try {
    step = after(step, { type: 'FOUND', found: await record.find(run.call, step.sentAt) });
    if (isFinal(step) || step.isConfirmed) return { step, error: null };
    const existed = await removing(run, async () => {
      const sent = after(step, { type: 'LEAVING' });
      if (!(await run.leaving(sent))) return false;
      step = sent;
      hasLeft = true;
      return true;
    });
    hasLeft = false;
    step = after(step, { type: 'ANSWERED', existed });
    if (isFinal(step)) return { step, error: null };
    return {
      step: after(step, { type: 'FOUND', found: await record.find(run.call, step.sentAt) }),
      error: null,
    };
  } catch (error) {
    if (error instanceof TaskLostError) throw error;
    return { step: after(step, eventOf(error, hasLeft)), error };
  }
}

/** Deletes; what `leave` refuses to let leave does not leave, and ends with a `TaskLostError`. */
async function removing({ record, call }: StepRun, leave: () => Promise<boolean>): Promise<boolean> {
  let isLost = false;
  const beforeWrite = async (): Promise<void> => {
    // A member of the error family: after any other error the client takes the write for sent.
    isLost = !(await leave().catch((cause: unknown) => {
      throw new StoreUnavailableError(cause);
    }));
    if (isLost) throw new StoreUnavailableError(null);
  };
  try {
    return await record.remove({ ...call, beforeWrite });
  } catch (error) {
    throw isLost ? new TaskLostError() : error;
  }
}
