import type { Call } from '../port.ts';
import { endingAt, signalAt, type Ending } from '../upstream/abort.ts';

interface DeadlineOptions extends Pick<Call, 'deadline' | 'observe' | 'afresh'> {
  readonly caller: string;
  readonly request: { readonly signal: AbortSignal };
}

interface Deadline {
  /** For reads: ends when the time is over, when the client hangs up, and when the request has its answer. */
  readonly call: Call;
  /** For writes: ends only when the time is over. */
  readonly untilTimeout: Call;
  /** The request has its answer. */
  readonly end: () => void;
}

/** The time that one request has. Signals are made when they are asked for: many requests ask no provider. */
export function createDeadline({ request, ...of }: DeadlineOptions): Deadline {
  let reading: Ending | null = null;
  let writing: AbortSignal | null = null;
  return {
    call: {
      ...of,
      get signal() {
        return (reading ??= endingAt(of.deadline, request.signal)).signal;
      },
    },
    untilTimeout: {
      ...of,
      afresh: true,
      get signal() {
        return (writing ??= signalAt(of.deadline));
      },
    },
    end: () => reading?.end(),
  };
}
