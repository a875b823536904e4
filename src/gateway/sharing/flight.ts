import { ProviderError, type Origin } from '../../domain/errors.ts';
import type { CachedRead, Call, UpstreamCall } from '../../port.ts';
import { onAbort } from '../../upstream/abort.ts';

/** Asks an account, on behalf of all callers who wait for the answer. */
export type Read<Result> = (call: Call) => Promise<Result>;

/** Whether a caller joins no other: its read must be fresh, it takes the answers as they came, or it has left. */
export function isAlone({ afresh, keep, signal }: Call): boolean {
  return afresh === true || keep !== undefined || signal.aborted;
}

/** One read in flight, and those who wait for its answer. */
export interface Flight<Result> {
  /** Waits for the answer, until the caller's own signal aborts. What was sent is observed once the wait is over. */
  readonly join: (call: Call) => Promise<Result>;
  /** Whether another caller may join: the answer is not there yet, and a caller waits for it. */
  readonly isOpen: () => boolean;
  /** Whether a request was sent that is over by now. */
  readonly hasSent: () => boolean;
}

interface FlightOptions {
  readonly origin: Origin;
  /** Called before the callers have the answer. */
  readonly onEnd?: () => void;
}

/**
 * Starts a read, which its first caller must join at once. It belongs to no caller: it ends when the last has left, and
 * it has time until the latest of their deadlines. It takes the first caller's turn.
 */
export function startFlight<Result>(
  read: Read<Result>,
  first: Call,
  { origin, onEnd }: FlightOptions,
): Flight<Result> {
  const abandoned = new AbortController();
  const sent: UpstreamCall[] = [];
  const cached: CachedRead[] | null = first.cached ? [] : null;
  const { caller, lane = first.signal } = first;
  const own = {
    ...(caller !== undefined && { caller }),
    lane,
    signal: abandoned.signal,
    deadline: first.deadline,
    observe: (observed: UpstreamCall) => void sent.push(observed),
    ...(cached && { cached: (answered: CachedRead) => void cached.push(answered) }),
  };
  let waiting = 0;
  let isOver = false;

  const ask = async (): Promise<Result> => read(own);
  const end = (): void => {
    isOver = true;
    onEnd?.();
  };
  const answer = ask();
  answer.then(end, end);

  const leave = ({ reason }: AbortSignal, reject: (error: unknown) => void): void => {
    waiting -= 1;
    // The last to leave gets what the read comes to once it is aborted, as a caller does who shares it with no other.
    if (waiting === 0) abandoned.abort(reason);
    else reject(new ProviderError('PROVIDER_UNAVAILABLE', origin, { cause: reason }));
  };
  return {
    join: async (call) => {
      const { signal } = call;
      own.deadline = Math.max(own.deadline, call.deadline);
      waiting += 1;
      const { promise, resolve, reject } = Promise.withResolvers<Result>();
      const stop = onAbort(signal, () => leave(signal, reject));
      answer.then(resolve, reject);
      try {
        return await promise;
      } finally {
        stop();
        for (const each of sent) call.observe(call === first ? each : { ...each, shared: true });
        for (const each of cached ?? []) call.cached?.(each);
      }
    },
    isOpen: () => !isOver && !abandoned.signal.aborted,
    hasSent: () => sent.length > 0,
  };
}
