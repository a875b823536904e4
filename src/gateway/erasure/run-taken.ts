import { randomUUID } from 'node:crypto';
import { VaultError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { ErasureStore, Taken } from '../../store/erasures.ts';
import { endingAt } from '../../upstream/abort.ts';
import type { Account } from '../account.ts';
import type { IdTarget } from '../ids.ts';
import type { Seal } from '../sealing/seal.ts';
import type { Serial } from '../serial.ts';
import { targetOf } from './record.ts';
import { TaskLostError } from './run-step.ts';
import { runTask } from './run-task.ts';
import type { StepState } from '../../domain/erasure.ts';
import { isFinal, type Step } from './step.ts';
import { readTask, stepOf, writeTask, type Starter, type Task } from './task.ts';

/** What the tasks of a tenant are done with. */
export interface Means {
  readonly store: ErasureStore;
  readonly accounts: readonly Account[];
  readonly seal: Seal;
  /** Orders the writes to one record. */
  readonly serial: Serial;
  /** How long one step may take. */
  readonly requestTimeoutMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Records that a step is over; gives the digest of its line, if it has one. */
  readonly record: (over: StepOver) => string | null;
  readonly observe: Call['observe'];
  /** Called with defects. */
  readonly report: (error: unknown) => void;
}

/** A step that is over, for the audit. */
export interface StepOver {
  /** Who began the erasure. */
  readonly by: Starter;
  readonly target: IdTarget;
  readonly account: string;
  readonly outcome: StepState;
}

/** How much longer than its step an owner is believed to live. */
const leewayMs = 1_000;

export function leaseMsOf({ requestTimeoutMs }: Pick<Means, 'requestTimeoutMs'>): number {
  return requestTimeoutMs + leewayMs;
}

/** The caller of these calls, for turns and limits. */
const caller = 'erasures';

/** A task under the lease of its owner. */
export interface Lease {
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly ends: number;
  /** Until when anything may be sent, on the clock of `performance.now()`. */
  readonly deadline: number;
}

/** A lease that begins now, before the store is asked for it: how long the store takes is part of it. */
export function beginLease(means: Pick<Means, 'now' | 'requestTimeoutMs'>): Lease {
  return {
    owner: randomUUID(),
    ends: means.now() + leaseMsOf(means),
    deadline: performance.now() + means.requestTimeoutMs,
  };
}

/** How long a task is left alone that cannot be opened. */
const unreadablePauseMs = 60 * 60_000;

/** Goes on with a task that was taken, and keeps what became of it. What was lost to another owner is left to that one. */
export async function runTaken(
  { task: name, text }: Extract<Taken, { readonly text: string }>,
  { owner, ends: leaseEnds, deadline }: Lease,
  means: Means,
): Promise<void> {
  const { store, seal, now, observe, report } = means;
  const before = openTask(text, seal);
  if (before instanceof Error) {
    await store.keep(name, owner, { text, due: now() + unreadablePauseMs });
    throw before;
  }
  const keep = (task: Task, due: number | null): Promise<boolean> =>
    store.keep(name, owner, { text: writeTask(task, seal), due });
  const account = means.accounts.find(({ key }) => key === before.account) ?? null;
  const { signal, end } = endingAt(deadline);
  const call: Call = { signal, deadline, caller, observe, afresh: true };
  try {
    const { task, pauseMs, error } = await runTask(before, {
      ...means,
      account,
      call,
      keep: (sent) => keep(sent, leaseEnds),
    });
    if (error !== null && !(error instanceof VaultError)) report(error);
    // First, before it is recorded: if another process has taken the task, that process records it.
    if (task.steps.some(isUnrecorded) && !(await keep(task, leaseEnds))) return;
    const recorded = recording(task, means);
    await keep(recorded, stepOf(recorded) ? now() + pauseMs : null);
  } catch (error) {
    if (!(error instanceof TaskLostError)) throw error;
  } finally {
    end();
  }
}

/** The task, or why it cannot be opened. */
function openTask(text: string, seal: Seal): Task | Error {
  try {
    return readTask(text, seal);
  } catch (error) {
    return error instanceof Error ? error : new Error('A kept task cannot be opened.', { cause: error });
  }
}

function isUnrecorded(step: Step): boolean {
  return isFinal(step) && !step.isRecorded;
}

/** The task, each step that is over with the line that the audit has about it. */
function recording(task: Task, { record }: Means): Task {
  const recorded = (step: Step): Step => {
    if (!isUnrecorded(step)) return step;
    const target = targetOf(task, step);
    const auditLine = record({ by: task.by, target, account: task.account, outcome: step.state });
    return { ...step, isRecorded: true, auditLine };
  };
  return { ...task, steps: task.steps.map(recorded) };
}
