import { isFinal } from './step.ts';
import type { Task } from './task.ts';

export const erasureStatuses = ['RUNNING', 'COMPLETE', 'INCOMPLETE'] as const;

/** `INCOMPLETE`: it is over, and something was retained or failed. */
export type ErasureStatus = (typeof erasureStatuses)[number];

/** What is known of an erasure as a whole. */
export interface Head {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly reason: string | null;
}

/** A task, and when it goes on; null: it is over. */
export type DueTask = Task & { readonly due: number | null };

/** An erasure as it is now. */
export interface Erasure extends Head {
  readonly name: string;
  readonly status: ErasureStatus;
  /** Milliseconds since 1970; null while it runs. */
  readonly finishedAt: number | null;
  readonly tasks: readonly DueTask[];
}

export function toErasure(name: string, head: Head, tasks: readonly DueTask[]): Erasure {
  const steps = tasks.flatMap((task) => task.steps);
  const isOver = tasks.every(({ due }) => due === null) && steps.every(isFinal);
  const isWhole =
    steps.every(({ state }) => state === 'DONE' || state === 'ALREADY_GONE') &&
    steps.every(({ isBack }) => !isBack);
  return {
    ...head,
    name,
    tasks,
    status: !isOver ? 'RUNNING' : isWhole ? 'COMPLETE' : 'INCOMPLETE',
    finishedAt: isOver ? Math.max(head.startedAt, ...steps.map(({ at }) => at)) : null,
  };
}
