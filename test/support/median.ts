/** The middle one of some figures: a busy machine may hold up one measurement, but not most of them. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
