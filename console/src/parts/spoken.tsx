import { useEffect, useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

function say(text: string): void {
  said = text;
  for (const listener of listeners) listener();
}

/**
 * What is read out when it changes. There is one region, from the beginning and for all: one that comes together with
 * its text is often not read.
 */
export function Spoken() {
  const text = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => said,
  );
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}

/** Has a text read out that is on the page, when it appears and when it changes. */
export function useSpoken(text: string): void {
  useEffect(() => {
    say(text);
    return () => {
      if (said === text) say('');
    };
  }, [text]);
}
