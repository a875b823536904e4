import { ProviderError, type Origin } from '../domain/errors.ts';

/** Kept on the signal itself, because an entry of a weak map costs the garbage collector up to 15 µs. */
const waiting = Symbol('waiting');

type Waiting = Set<() => void>;

interface Awaited extends AbortSignal {
  [waiting]?: Waiting;
}

/** Calls back when a signal aborts, unless that is stopped before. Many may wait for one signal, which has one listener. */
export function onAbort(signal: Awaited, callBack: () => void): () => void {
  const those = signal[waiting] ?? listen(signal);
  those.add(callBack);
  return () => those.delete(callBack);
}

function listen(signal: Awaited): Waiting {
  const those: Waiting = new Set();
  signal[waiting] = those;
  signal.addEventListener('abort', () => callAll(those), { once: true });
  return those;
}

function callAll(those: Waiting): void {
  for (const callBack of those) callBack();
  those.clear();
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it aborts; the work itself goes on. */
export function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    const stop = onAbort(signal, abort);
    promise.then(resolve, reject).finally(stop);
  });
}

/** Aborts with a `TimeoutError` at an instant on the clock of `performance.now()`. */
export function signalAt(deadline: number): AbortSignal {
  return AbortSignal.timeout(Math.max(Math.round(deadline - performance.now()), 0));
}

/** A signal that can be ended before its time: until then a timer keeps it, and all that waits for it. */
export interface Ending {
  readonly signal: AbortSignal;
  readonly end: () => void;
}

/** Aborts as `signalAt`, as soon as one of the others does, or when it is ended. */
export function endingAt(deadline: number, ...others: readonly AbortSignal[]): Ending {
  const controller = new AbortController();
  const own: Waiting = new Set();
  // Waiters are called from here: a listener for each would cost more than everything else.
  (controller.signal as Awaited)[waiting] = own;
  const abort = (reason: unknown): void => {
    if (controller.signal.aborted) return;
    clearTimeout(timer);
    for (const stop of stops) stop();
    controller.abort(reason);
    callAll(own);
  };
  const leftMs = Math.max(Math.round(deadline - performance.now()), 0);
  const timer = setTimeout(
    () => abort(new DOMException('The time is over.', 'TimeoutError')),
    leftMs,
  ).unref();
  const stops = others.map((other) => onAbort(other, () => abort(other.reason)));
  const ended = others.find(({ aborted }) => aborted);
  if (ended) abort(ended.reason);
  return { signal: controller.signal, end: () => abort(noLongerNeeded) };
}

/** The reason of a signal that is ended: one for all, because creating one takes time. */
export const noLongerNeeded = new DOMException('The result is no longer needed.', 'AbortError');

/** A call that is over before it was sent, in words that do not blame the provider. */
export function tooLate({ reason }: AbortSignal, origin: Origin): ProviderError {
  const isDeadline = reason instanceof DOMException && reason.name === 'TimeoutError';
  const message = isDeadline
    ? "The request's time was over before this call was sent; nothing was sent. How long a request may take is in `limits.requestTimeoutMs`, or in its own header x-request-timeout-ms."
    : 'The caller went away before this call was sent; nothing was sent.';
  return new ProviderError('PROVIDER_UNAVAILABLE', origin, { message, cause: reason });
}
