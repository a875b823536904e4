import type { Seal } from '../sealing/seal.ts';
import { isFinal, newStep, type Step } from './step.ts';

/** One customer of an erasure, as it is kept: sealed, because keys may be personal. */
export interface Task {
  /** The key of the account. */
  readonly account: string;
  /** The provider's key of the customer. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly by: Starter;
  /** What is known of the customer's payment methods. */
  readonly methods: 'NOT_LISTED' | 'SOME_LISTED' | 'LISTED';
  /** How often in a row it did not go on. */
  readonly setbacks: number;
  /** What is not erased here and who can erase it, one sentence each. */
  readonly notes: readonly string[];
  /** Payment methods first, the customer last. */
  readonly steps: readonly Step[];
}

/** Who began an erasure, as the audit names it. */
export interface Starter {
  readonly requestId: string;
  readonly caller: string;
  /** The gateway that the request came through; absent if it came through none. */
  readonly gateway?: string;
}

export function newTask({
  account,
  key,
  startedAt,
  by,
}: Pick<Task, 'account' | 'key' | 'startedAt' | 'by'>): Task {
  const steps = [newStep('CUSTOMER', key, startedAt)];
  return { account, key, startedAt, by, methods: 'NOT_LISTED', setbacks: 0, notes: [], steps };
}

/** The step to be taken next; null if all are final. */
export function stepOf({ steps }: Task): Step | null {
  return steps.find((step) => !isFinal(step)) ?? null;
}

/** The task, in which a step has become another. */
export function withStep(task: Task, before: Step, after: Step): Task {
  return { ...task, steps: task.steps.map((step) => (step === before ? after : step)) };
}

/** Its parts are sealed one by one: a sealed text has a longest length, and a customer may have many payment methods. */
export function writeTask({ steps, ...rest }: Task, seal: Seal): string {
  return seal.sealAll([rest, ...steps].map((part) => JSON.stringify(part))).join('.');
}

export function readTask(text: string, seal: Seal): Task {
  const [rest, ...steps] = text.split('.').map((part) => {
    const opened = seal.open(part);
    if (opened === null)
      throw new Error('A kept erasure cannot be opened: its key is not configured any more.');
    return JSON.parse(opened);
  });
  return { ...rest, steps };
}
