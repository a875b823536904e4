/** Customers who may have changed, by their keys, the first one first. */
export interface Hints {
  /** Does nothing if too many wait already. */
  readonly add: (key: string) => void;
  readonly take: (count: number) => readonly string[];
  /** It could not be followed, and is tried again later, unless that has been often enough. */
  readonly putBack: (key: string) => void;
}

const mostHints = 1_000;
const mostTries = 5;

export function createHints(): Hints {
  const waiting = new Set<string>();
  const tries = new Map<string, number>();
  const add = (key: string): void => {
    if (waiting.size < mostHints) waiting.add(key);
  };
  return {
    add,
    take: (count) => {
      const keys = [...waiting].slice(0, count);
      for (const key of keys) {
        waiting.delete(key);
        tries.set(key, (tries.get(key) ?? 0) + 1);
      }
      // Those that are not put back are over.
      for (const key of tries.keys()) if (!waiting.has(key) && !keys.includes(key)) tries.delete(key);
      return keys;
    },
    putBack: (key) => {
      if ((tries.get(key) ?? 0) < mostTries) add(key);
    },
  };
}
