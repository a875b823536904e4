import { setTimeout } from 'node:timers/promises';

/** How long a client that was refused may take to finish sending, in milliseconds. */
const patienceMs = 1000;

/** Settles when the promise does, or when a client has had time enough. */
export async function forAWhile(promise: Promise<void>): Promise<void> {
  const giveUp = new AbortController();
  const patience = setTimeout(patienceMs, undefined, { signal: giveUp.signal, ref: false });
  await Promise.race([promise, patience]);
  giveUp.abort();
  patience.catch(() => undefined);
}
