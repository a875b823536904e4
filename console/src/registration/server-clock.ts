/** What the graph's clock shows more than this machine's; unknown until something has just come into being there. */
let aheadMs: number | null = null;

/** Notes what the graph's clock showed when an answer arrived that says so. */
export function noteServerTime(instant: string): void {
  aheadMs = Date.parse(instant) - Date.now();
}

/** Whether `serverNow` is more than what this machine's clock shows. */
export function isServerTimeKnown(): boolean {
  return aheadMs !== null;
}

/** What the graph's clock shows, as far as that is known: this machine's own may be wrong. */
export function serverNow(): number {
  return Date.now() + (aheadMs ?? 0);
}
