import { VaultError } from '../domain/errors.ts';
import { NotSentError } from './departure.ts';
import { BodyTooLargeError, type Exchange, type Incoming, type Outgoing } from './exchange.ts';
import type { UpstreamObserver } from '../telemetry/metrics/upstream-observer.ts';
import { retryAfter } from './retry-after.ts';
import { createRetryBudget } from './retry-budget.ts';
import type { Time } from './time.ts';

interface RetryOptions {
  readonly time: Time;
  /** What a date in a `Retry-After` header is compared with. */
  readonly now: () => Date;
  readonly observer?: UpstreamObserver | undefined;
}

const mostAttempts = 3;
/** The longest pause before the second attempt, in milliseconds; twice that before the third. */
const baseMs = 50;
/** What an attempt needs at least, in milliseconds: a shorter one is not begun. */
const leastMs = 50;

/**
 * Sends once more what may succeed then: reads that were cut off, or that the provider is too busy for, and whatever never
 * left. A write that left is never sent again. The account has a budget for it, so that a provider which fails for all is
 * not asked more often for it.
 */
export function withRetries(exchange: Exchange, { time, now, observer }: RetryOptions): Exchange {
  const budget = createRetryBudget();

  const isRetried = async (came: Came, outgoing: Outgoing, retry: number): Promise<boolean> => {
    const askedMs = askedForMs(came, now());
    if (retry === mostAttempts || !isWorthIt(came, askedMs, outgoing)) return false;
    const { deadline, signal } = outgoing.call;
    const leftMs = deadline - time.now();
    const pauseMs = (askedMs ?? 0) + time.random() * Math.min(baseMs * retry, leftMs / 4);
    if (signal.aborted || pauseMs + leastMs > leftMs || !budget.take()) return false;
    await time.pause(pauseMs, signal);
    if (signal.aborted) return false;
    observer?.retried(outgoing.operation);
    return true;
  };

  /** Goes on from what the first attempt came to. */
  const sendAgain = async (outgoing: Outgoing, first: Came): Promise<Incoming> => {
    let came = first;
    let { attempt } = outgoing;
    for (let retry = 1; await isRetried(came, outgoing, retry); retry += 1) {
      attempt += 1;
      came = await outcomeOf(exchange({ ...outgoing, attempt }));
    }
    if ('error' in came) throw came.error;
    return attempt === outgoing.attempt ? came.incoming : { attempt, ...came.incoming };
  };

  // No async function: while a call waits for its turn, one would be kept with it.
  return (outgoing) =>
    exchange(outgoing).then(
      (incoming) => {
        if (!isSuccess(incoming)) return sendAgain(outgoing, { incoming });
        budget.earn();
        return incoming;
      },
      (error: unknown) => sendAgain(outgoing, { error }),
    );
}

type Came = { readonly incoming: Incoming } | { readonly error: unknown };

async function outcomeOf(sending: Promise<Incoming>): Promise<Came> {
  try {
    return { incoming: await sending };
  } catch (error) {
    return { error };
  }
}

const passing: ReadonlySet<number> = new Set([502, 503, 504]);

function isWorthIt(came: Came, askedMs: number | null, outgoing: Outgoing): boolean {
  const { method, changesNothing = method === 'GET' } = outgoing;
  if ('incoming' in came) {
    const { status } = came.incoming;
    return changesNothing && (passing.has(status) || (status === 429 && askedMs !== null));
  }
  const { error } = came;
  if (error instanceof NotSentError) return true;
  // Our own refusals, and answers that would not be smaller the next time.
  return changesNothing && !(error instanceof VaultError || error instanceof BodyTooLargeError);
}

/** How long the provider wants to be left alone, in milliseconds; null if it does not say. */
function askedForMs(came: Came, now: Date): number | null {
  const until = 'incoming' in came ? retryAfter(came.incoming.headers, now) : null;
  return until && Math.max(until.getTime() - now.getTime(), 0);
}

/** Whether the provider did its part, if only to say no. */
function isSuccess({ status }: Incoming): boolean {
  return status < 500 && status !== 429;
}
