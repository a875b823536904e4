import type { Exchange } from './exchange.ts';

/** How long what was read counts as new, in milliseconds: files are not read at every 401 of a provider that refuses all. */
const pauseMs = 1000;

/**
 * Reads an account's secrets again when its provider answers 401. If they have changed, the answer says so, and the code
 * that authorised the request sends it once more.
 */
export function withFreshSecrets(exchange: Exchange, reread: () => boolean): Exchange {
  let readAt = Number.NEGATIVE_INFINITY;
  let changedAt = Number.NEGATIVE_INFINITY;
  return async (outgoing) => {
    const sentAt = performance.now();
    const incoming = await exchange(outgoing);
    if (incoming.status !== 401) return incoming;
    const now = performance.now();
    if (now - readAt >= pauseMs) {
      readAt = now;
      if (reread()) changedAt = now;
    }
    // A request that was refused with the old secrets may use the new ones too, even if another request read them.
    return changedAt >= sentAt ? { ...incoming, hasNewSecrets: true } : incoming;
  };
}
