import { GraphQLError, type ExecutionResult } from 'graphql';
import type { HttpAnswer } from '../../http/handle.ts';
import { onAbort } from '../../upstream/abort.ts';
import { eventStream } from '../request/index.ts';
import { createEventBody, nextEvent, wholeStream } from './event-body.ts';
import type { Results } from './results.ts';
import type { Cut, Lease, Streams } from './streams.ts';

const headers = {
  'content-type': `${eventStream}; charset=utf-8`,
  // Some proxies keep what they pass on until there is more of it.
  'x-accel-buffering': 'no',
};

/** What is done to each result, and what ends the stream. */
export interface Finishing {
  /** Aborts if the client hangs up: not every server cancels the body then. */
  readonly signal: AbortSignal;
  readonly finish: (result: ExecutionResult) => ExecutionResult;
  readonly ended: (why: string) => void;
}

/** Sends results as they come, and gives the lease back when they are over. */
export function toStream(
  results: Results,
  lease: Lease,
  { heartbeatMs, clock }: Pick<Streams, 'heartbeatMs' | 'clock'>,
  { signal, finish, ended }: Finishing,
): HttpAnswer {
  const eventOf = (result: ExecutionResult): string => nextEvent(JSON.stringify(finish(result)));
  let stopListening = (): void => undefined;
  const body = createEventBody({
    source: {
      next: async () => {
        const { done, value } = await results.next();
        return done ? { done, value: undefined } : { done: false, value: eventOf(value) };
      },
      return: results.return,
    },
    heartbeatMs,
    clock,
    ended: (why) => {
      stopListening();
      lease.close(why);
      ended(why);
    },
  });
  const lastWords = (why: Cut): string => `${eventOf({ errors: [reasons[why]()], data: null })}${comeBack()}`;
  stopListening = onAbort(signal, () => body.cancel('gone'));
  if (signal.aborted) body.cancel('gone');
  else lease.onCut((why) => body.cut(why, lastWords(why)));
  return { status: 200, headers: { ...headers }, body: null, pieces: body };
}

/** A result that is there at once, for a client that takes nothing but events. */
export function toEvents(result: ExecutionResult): HttpAnswer {
  return { status: 200, headers: { ...headers }, body: wholeStream(JSON.stringify(result)) };
}

const reasons: Readonly<Record<Cut, () => GraphQLError>> = {
  stopped: () =>
    new GraphQLError('The server stops: subscribe again, and another one takes over.', {
      extensions: { code: 'STREAM_UNAVAILABLE', retryable: true },
    }),
  expired: () =>
    new GraphQLError('The credential is over: subscribe again with a new one.', {
      extensions: { code: 'ACCESS_DENIED', retryable: false },
    }),
};

/** When to connect again, in milliseconds: not all clients at once. */
function comeBack(): string {
  return `retry: ${1000 + Math.floor(Math.random() * 4000)}\n\n`;
}
