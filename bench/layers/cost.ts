/** Every operation costs one point. */
export function costOf(): () => number {
  return () => 1;
}
