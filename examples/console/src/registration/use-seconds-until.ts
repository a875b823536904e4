import { useEffect, useState } from 'react';

/** How many seconds are left until an instant, counting down to 0. */
export function useSecondsUntil(instant: string): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(instant));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsUntil(instant)), 250);
    return () => clearInterval(timer);
  }, [instant]);
  return seconds;
}

function secondsUntil(instant: string): number {
  return Math.max(Math.ceil((Date.parse(instant) - Date.now()) / 1000), 0);
}
