import { createMemoryErasures } from './memory-erasures.ts';
import { judge, toEntry, type Entry, type OutcomeStore } from './store.ts';

/** Keeps outcomes and erasures as long as the process lives: for development and tests. */
export function createMemoryStore(): OutcomeStore {
  const entries = new Map<string, Entry>();
  const erasures = createMemoryErasures();
  const owned = (key: string, owner: string): Entry | null => {
    const entry = entries.get(key);
    return entry?.owner === owner && entry.state !== 'done' ? entry : null;
  };

  return {
    claim: async (claim) => {
      forgetOld(entries, claim.now);
      const claimed = judge(entries.get(claim.key), claim);
      if (claimed.state !== 'given') return claimed;
      // Behind all that are older, also if it was there before.
      entries.delete(claim.key);
      entries.set(claim.key, toEntry(claim));
      return claimed;
    },
    markSent: async (key, owner) => {
      const entry = owned(key, owner);
      if (entry) entries.set(key, { ...entry, state: 'sent' });
      return entry !== null;
    },
    finish: async (key, owner, outcome) => {
      const entry = owned(key, owner);
      if (entry) entries.set(key, { ...entry, state: 'done', outcome });
    },
    markUnknown: async (key, owner) => {
      const entry = owned(key, owner);
      if (entry) entries.set(key, { ...entry, state: 'sent', leaseEnds: 0 });
    },
    release: async (key, owner) => {
      if (owned(key, owner)) entries.delete(key);
    },
    erasures,
    close: async () => {
      entries.clear();
      erasures.clear();
    },
  };
}

/** The map keeps the order of insertion, so the oldest come first. */
function forgetOld(entries: Map<string, Entry>, now: number): void {
  for (const [key, { keptUntil }] of entries) {
    if (keptUntil > now) return;
    entries.delete(key);
  }
}
