/** How many retries an account may have: few at first, then a tenth of what succeeds. */
export interface RetryBudget {
  /** Takes one; false if none is left. */
  readonly take: () => boolean;
  /** Something succeeded at the first attempt. */
  readonly earn: () => void;
}

/** Counted in tenths of a retry, which add up exactly. */
const [atStart, most, aRetry, aSuccess] = [50, 100, 10, 1];

export function createRetryBudget(): RetryBudget {
  let tenths = atStart;
  return {
    take: () => {
      if (tenths < aRetry) return false;
      tenths -= aRetry;
      return true;
    },
    earn: () => {
      tenths = Math.min(tenths + aSuccess, most);
    },
  };
}
