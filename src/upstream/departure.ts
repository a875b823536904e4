import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { showsNoConnection, showsRefusedHandshake } from './no-connection.ts';

/** Nothing of a request left: it could not be made, or no connection was established to send it on. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
}

/** What is seen of one request on its way. */
interface Departure {
  /** Whether it is watched at all: another implementation of `fetch` may report nothing. */
  isWatched: boolean;
  hasLeft: boolean;
}

const current = new AsyncLocalStorage<Departure>();
const departures = new WeakMap<object, Departure>();

interface Message {
  readonly request: { readonly method?: string };
}

/** A proxy gets a separate CONNECT, which is not the request. */
function begin({ request }: Message): void {
  const departure = current.getStore();
  if (!departure || request.method === 'CONNECT') return;
  departure.isWatched = true;
  departures.set(request, departure);
}

function leave({ request }: Message): void {
  const departure = departures.get(request);
  if (departure) departure.hasLeft = true;
}

let isSubscribed = false;

/** Node's own `fetch` publishes both, the second once a connection is established and the request is written to it. */
function subscribeOnce(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe('undici:request:create', (message) => begin(message as Message));
  subscribe('undici:client:sendHeaders', (message) => leave(message as Message));
}

/** Sends one request by `fetch`; a failure before a connection was established for it is a `NotSentError`. */
export async function watchingDeparture<Result>(send: () => Promise<Result>): Promise<Result> {
  subscribeOnce();
  const departure: Departure = { isWatched: false, hasLeft: false };
  try {
    return await current.run(departure, send);
  } catch (cause) {
    throw toSendingError(cause, hasLeft(departure, cause));
  }
}

/** As it was seen; if nothing was seen, as the error says. */
function hasLeft({ isWatched, hasLeft: wasSeen }: Departure, error: unknown): boolean {
  return isWatched ? wasSeen : !showsNoConnection(error);
}

/** The error of a request that was written to a connection, or was not. */
export function toSendingError(cause: unknown, wasWritten: boolean): unknown {
  if (wasWritten && !showsRefusedHandshake(cause)) return cause;
  return new NotSentError('No connection was established.', { cause });
}
