import { useEffect, useRef } from 'react';

const storageKey = 'vaultgraph-scroll';

/** Restores the scroll position in a list after the page was loaded again, once the list shows. */
export function useKeptScroll(list: string, isShown: boolean): void {
  const isDone = useRef(false);

  useEffect(() => {
    const keepPlace = () => sessionStorage.setItem(storageKey, JSON.stringify([list, scrollY]));
    addEventListener('pagehide', keepPlace);
    return () => removeEventListener('pagehide', keepPlace);
  }, [list]);

  useEffect(() => {
    if (!isShown || isDone.current) return;
    isDone.current = true;
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    sessionStorage.removeItem(storageKey);
    if (Array.isArray(kept) && kept[0] === list && typeof kept[1] === 'number') scrollTo(0, kept[1]);
  }, [list, isShown]);
}
