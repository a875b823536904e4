import { useEffect } from 'react';
import type { UseQueryExecute } from 'urql';

interface Asking {
  /** Whether there is anything left to ask for. */
  readonly isWanted: boolean;
  /** How long to wait after an answer. */
  readonly everyMs: number;
}

/** Asks a query again and again. It waits for a slow answer: asking again would cancel it. */
export function useAskingAgain(
  { fetching, stale }: { readonly fetching: boolean; readonly stale: boolean },
  ask: UseQueryExecute,
  { isWanted, everyMs }: Asking,
): void {
  const isDue = isWanted && !fetching && !stale;
  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => ask({ requestPolicy: 'network-only' }), everyMs);
    return () => clearTimeout(timer);
  }, [isDue, everyMs, ask]);
}
