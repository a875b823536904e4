import type { IndexStore } from '../store/index-store.ts';

/** A store of indexes that is opened when the first account needs it: a configuration that is read again may have one. */
export interface LazyIndexStore {
  readonly open: () => IndexStore;
  /** Closes it if it was opened. */
  readonly close: () => Promise<void>;
}

export function createLazyIndexStore(create: () => IndexStore): LazyIndexStore {
  let opened: IndexStore | null = null;
  return {
    open: () => (opened ??= create()),
    close: async () => {
      await opened?.close();
      opened = null;
    },
  };
}
