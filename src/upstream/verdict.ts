import { VaultError } from '../domain/errors.ts';
import type { Verdict } from './breaker.ts';
import type { Incoming } from './exchange.ts';

/** A provider that is silent for longer is slow, in milliseconds; for less its caller may just be impatient. */
const patienceMs = 1_000;

/** What an answer says of a provider. It works if it refuses: credentials, input and limits are a matter of the account. */
export function verdictOn({ status }: Incoming): Verdict {
  return status < 500 ? 'WORKS' : 'FAILS';
}

/** Whether the provider says that it gets more calls than it can answer. */
export function isOverload({ status }: Incoming): boolean {
  return status === 429 || status === 503 || status === 504;
}

/** What a call without an answer says of a provider, and after how long. */
export function verdictOnFailure(error: unknown, signal: AbortSignal, durationMs: number): Verdict {
  // It was never sent.
  if (error instanceof VaultError) return 'NOTHING';
  if (!signal.aborted) return 'FAILS';
  const isDeadline = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
  return isDeadline && durationMs >= patienceMs ? 'FAILS' : 'NOTHING';
}
