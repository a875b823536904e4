import type { Onlooker } from './concurrency.ts';

/** How long what was read counts as new, in milliseconds: files are not read at every 401 of a provider that refuses all. */
const pauseMs = 1000;

/**
 * Reads an account's secrets again when its provider answers 401. If they have changed, the answer says so, and the code
 * that authorised the request sends it once more.
 */
export function createFreshSecrets(reread: () => boolean, now: () => number): Onlooker['pass'] {
  let readAt = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;
  return (incoming, sentAt) => {
    if (incoming.status !== 401) return incoming;
    const time = now();
    if (time - readAt >= pauseMs) {
      readAt = time;
      if (reread()) changedAt = time;
    }
    // A request that was refused with the old secrets may use the new ones too, even if another request read them.
    return changedAt >= sentAt ? { ...incoming, hasNewSecrets: true } : incoming;
  };
}
