import type { Account } from '../account.ts';
import { orderOf } from '../customer-writes.ts';
import type { Serial } from '../serial.ts';
import { prepare } from './prepare.ts';
import { recordOf } from './record.ts';
import { runStep, type StepRun } from './run-step.ts';
import { eventOf, pauseAfter } from './setback.ts';
import { isFinal, next, type Step, type StepEvent } from './step.ts';
import { stepOf, withStep, type Task } from './task.ts';

export interface TaskRun extends Omit<StepRun, 'record' | 'leaving'> {
  /** Null if it is not configured any more. */
  readonly account: Account | null;
  /** Orders the writes to one record. */
  readonly serial: Serial;
  /** Keeps the task as it is now; false if it is not this process's any more. */
  readonly keep: (task: Task) => Promise<boolean>;
}

export interface TaskResult {
  readonly task: Task;
  /** How long to wait before it goes on. */
  readonly pauseMs: number;
  /** Why it did not go on; null if it did. */
  readonly error: unknown;
}

/** How long a step is tried for before it is given up: what the law allows for an answer. */
const longestMs = 30 * 24 * 60 * 60 * 1000;

/** Goes on with a task: lists its payment methods, or takes one step. */
export async function runTask(task: Task, run: TaskRun): Promise<TaskResult> {
  const step = stepOf(task);
  if (!step) return { task, pauseMs: 0, error: null };
  const { account, now } = run;
  const {
    task: after,
    isThrough,
    error,
  } = account
    ? await advance(task, step, { ...run, account })
    : { task: withStep(task, step, next(step, notConfigured, now())), isThrough: false, error: null };
  if (isThrough) return { task: { ...after, setbacks: 0 }, pauseMs: 0, error };
  if (now() - task.startedAt > longestMs) return { task: givenUp(after, now()), pauseMs: 0, error };
  const setbacks = task.setbacks + 1;
  return { task: { ...after, setbacks }, pauseMs: pauseAfter(setbacks, error, now()), error };
}

interface Advance {
  readonly task: Task;
  /** Whether the next thing can be done at once. */
  readonly isThrough: boolean;
  readonly error: unknown;
}

type Connected = TaskRun & { readonly account: Account };

async function advance(task: Task, step: Step, run: Connected): Promise<Advance> {
  const isFirst = step.of === 'CUSTOMER' && step.attempts === 0;
  if (isFirst && task.methods !== 'LISTED') return list(task, step, run);
  const { step: taken, error } = await run.serial(orderOf(run.account, task.key), () =>
    runStep(step, {
      ...run,
      record: recordOf(task, step, run.account),
      leaving: (sent) => run.keep(withStep(task, step, sent)),
    }),
  );
  return { task: withStep(task, step, taken), isThrough: isFinal(taken), error };
}

/** A customer who is gone has no payment methods to list. */
async function list(task: Task, step: Step, { account, call, now }: Connected): Promise<Advance> {
  const record = recordOf(task, step, account);
  try {
    const found = next(step, { type: 'FOUND', found: await record.find(call, null) }, now(), record.kept);
    const after = isFinal(found) ? withStep(task, step, found) : await prepare(task, account, call, now());
    return { task: after, isThrough: true, error: null };
  } catch (error) {
    const failed = next(step, eventOf(error, false), now());
    return { task: withStep(task, step, failed), isThrough: isFinal(failed), error };
  }
}

function givenUp(task: Task, at: number): Task {
  const step = stepOf(task);
  if (!step) return task;
  const because = `Given up after 30 days. ${step.because ?? ''}`.trim();
  const setback = {
    code: step.code ?? 'OUTCOME_UNKNOWN',
    because,
    providerRequestId: step.providerRequestId,
  } as const;
  return { ...withStep(task, step, next(step, { type: 'REFUSED', setback }, at)), setbacks: 0 };
}

const notConfigured: StepEvent = {
  type: 'PUT_OFF',
  setback: {
    code: 'PROVIDER_UNAVAILABLE',
    because: 'The account is not configured any more: it goes on once it is.',
    providerRequestId: null,
  },
};
