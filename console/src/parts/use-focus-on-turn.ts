import { useEffect, useRef } from 'react';

/** For the heading of a list: it takes the focus when another page is opened, not when the list first shows. */
export function useFocusOnTurn(turn: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    heading.current?.focus();
  }, [turn]);
  return heading;
}
