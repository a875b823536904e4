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

/** The time that one request has. */
export function createDeadline({ request, ...of }: DeadlineOptions): Deadline {
  let reading: Ending | null = null;
  return {
    call: new LateCall(of, () => (reading = endingAt(of.deadline, request.signal)).signal),
    untilTimeout: new LateCall({ ...of, afresh: true }, () => signalAt(of.deadline)),
    end: () => reading?.end(),
  };
}

/**
 * A call whose signal is made when it is first used: many requests ask no provider. The signal is an own property, so that
 * copies have it, too, with one accessor for all: each accessor in an object literal is another shape for V8 to keep.
 */
class LateCall implements Call {
  static readonly #late: PropertyDescriptor & ThisType<LateCall> = {
    enumerable: true,
    get() {
      return (this.#signal ??= this.#make());
    },
  };
  readonly deadline: number;
  readonly caller: string;
  readonly observe: Call['observe'];
  declare readonly afresh?: true;
  declare readonly signal: AbortSignal;
  readonly #make: () => AbortSignal;
  #signal: AbortSignal | null = null;

  constructor(
    { deadline, caller, observe, afresh }: Omit<DeadlineOptions, 'request'>,
    make: () => AbortSignal,
  ) {
    this.deadline = deadline;
    this.caller = caller;
    this.observe = observe;
    if (afresh) this.afresh = afresh;
    this.#make = make;
    Object.defineProperty(this, 'signal', LateCall.#late);
  }
}
