import { useEffect, useState } from 'react';

/** How many seconds are left until an instant, counting down to 0; 0 without one. `now` is what the clock shows. */
export function useSecondsUntil(instant: string | null, now: () => number = Date.now): number {
  const left = secondsUntil(instant, now);
  const [, setShown] = useState(left);
  useEffect(() => {
    if (instant === null) return;
    const timer = setInterval(() => setShown(secondsUntil(instant, now)), 250);
    return () => clearInterval(timer);
  }, [instant, now]);
  return left;
}

function secondsUntil(instant: string | null, now: () => number): number {
  return instant === null ? 0 : Math.max(Math.ceil((Date.parse(instant) - now()) / 1000), 0);
}
