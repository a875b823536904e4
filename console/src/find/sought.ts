import { useSyncExternalStore } from 'react';
import { onAnotherPerson } from '../session/person.ts';

/** What you search for. It may be personal: only the tab keeps it, neither the address nor the history has it. */
interface Sought {
  /** Distinguishes two searches for the same. */
  readonly id: number;
  readonly text: string;
}

const storageKey = 'vaultgraph-sought';
const listeners = new Set<() => void>();
let sought: Sought = { id: 0, text: sessionStorage.getItem(storageKey) ?? '' };

onAnotherPerson(() => {
  sought = { id: sought.id + 1, text: '' };
});

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
