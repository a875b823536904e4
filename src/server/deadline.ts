import type { Call } from '../port.ts';
import { endingAt, signalAt, type Ending } from '../upstream/abort.ts';

interface DeadlineOptions extends Pick<Call, 'deadline' | 'observe'> {
  readonly caller: string;
  readonly request: { readonly signal: AbortSignal };
  /** Whether the request changes something: it reads afresh then, too. */
  readonly isMutation: boolean;
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
export function createDeadline(options: DeadlineOptions): Deadline {
  const { deadline, request, isMutation } = options;
  let reading: Ending | null = null;
  return {
    call: new LateCall(options, isMutation, () => (reading = endingAt(deadline, request.signal)).signal),
    untilTimeout: new LateCall(options, true, () => signalAt(deadline)),
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
    { deadline, caller, observe }: Pick<DeadlineOptions, 'deadline' | 'caller' | 'observe'>,
    isAfresh: boolean,
    make: () => AbortSignal,
  ) {
    this.deadline = deadline;
    this.caller = caller;
    this.observe = observe;
    if (isAfresh) this.afresh = true;
    this.#make = make;
    Object.defineProperty(this, 'signal', LateCall.#late);
  }
}
