import type { Fetch } from '../http/fetch.ts';
import { withFaults } from './faults.ts';

/** Whoever asks an emulator for this key finds the provider down. */
export const failingKey = 'provider-is-down';

/** Fails where it is asked to, so that a failure can be looked at. */
export function withFailureOnDemand(fetch: Fetch): Fetch {
  return withFaults(fetch, ({ url }) => (url.includes(failingKey) ? { kind: 'answer', status: 503 } : null));
}
