import { useSyncExternalStore } from 'react';

/** What somebody looks for. It may be personal: the tab alone keeps it, neither the address nor the history has it. */
interface Sought {
  /** Tells a search from another for the same. */
  readonly id: number;
  readonly text: string;
}

const storageKey = 'vaultgraph-sought';
const listeners = new Set<() => void>();
let sought: Sought = { id: 0, text: sessionStorage.getItem(storageKey) ?? '' };

export function seek(text: string): void {
  sought = { id: sought.id + 1, text };
  sessionStorage.setItem(storageKey, text);
  for (const listener of listeners) listener();
}

export function useSought(): Sought {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => sought,
  );
}
