/**
 * How many calls may be in flight at a provider: fewer each time that it cannot keep up, and one more for each round of calls
 * that it answers (additive increase, multiplicative decrease).
 */
export interface AdaptiveLimit {
  /** A whole number, 1 or more. */
  readonly current: () => number;
  /** A call was answered while so many were in flight. */
  readonly raise: (inFlight: number) => void;
  /** The provider could not keep up with a call that was sent at `sentAt`, on the clock of `now`. */
  readonly lower: (sentAt: number, now: number) => void;
}

/** What is left of the limit after a provider could not keep up. */
const decrease = 0.8;

export function createAdaptiveLimit(most: number): AdaptiveLimit {
  let limit = most;
  let loweredAt = Number.NEGATIVE_INFINITY;
  return {
    current: () => Math.max(Math.floor(limit), 1),
    raise: (inFlight) => {
      // A limit that is not used proves nothing.
      if (inFlight * 2 >= limit) limit = Math.min(limit + 1 / limit, most);
    },
    lower: (sentAt, now) => {
      // Calls that fail together lower it once: they were all sent under the same limit.
      if (sentAt < loweredAt) return;
      loweredAt = now;
      limit = Math.max(limit * decrease, 1);
    },
  };
}
