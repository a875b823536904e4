/** A measurement at a time. */
export interface Sample {
  readonly hours: number;
  readonly megabytes: number;
}

/**
 * By how much memory grows an hour: the median of the slopes between all pairs of samples (Theil and Sen), which a few
 * outliers do not move. NaN if there are fewer than two.
 */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples
    .flatMap((one, index) =>
      samples.slice(index + 1).map((other) => (other.megabytes - one.megabytes) / (other.hours - one.hours)),
    )
    .toSorted((one, other) => one - other);
  const middle = (slopes.length - 1) / 2;
  return ((slopes[Math.floor(middle)] ?? NaN) + (slopes[Math.ceil(middle)] ?? NaN)) / 2;
}
