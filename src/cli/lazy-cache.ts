import type { CacheStore } from '../store/cache-store.ts';

/** A store of caches that is opened when the first account needs it: a configuration that is read again may have one. */
export interface LazyCache {
  readonly open: () => CacheStore;
  /** Null if no account has needed it in this process. */
  readonly opened: () => CacheStore | null;
  readonly close: () => void;
}

interface Opened {
  readonly store: CacheStore;
  readonly close?: () => void;
}

export function createLazyCache(create: () => Opened): LazyCache {
  let current: Opened | null = null;
  return {
    open: () => (current ??= create()).store,
    opened: () => current?.store ?? null,
    close: () => {
      current?.close?.();
      current = null;
    },
  };
}
