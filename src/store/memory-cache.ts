import { knownMs, type CachePlace, type CacheStore } from './cache-store.ts';

/** What a record or an account has seen of writes. */
interface Written {
  /** Another one after each beginning and each end. */
  token: number;
  /** Until when each write may last that has not ended. */
  readonly writers: Map<string, number>;
  until: number;
}

interface Entry {
  readonly place: CachePlace;
  readonly value: string;
  readonly readAt: number;
  readonly token: string;
}

export interface MemoryCacheOptions {
  /** The most that values and their names take; the least recently used goes first. */
  readonly maximumBytes?: number;
  /** Milliseconds that only ever grow. */
  readonly now?: () => number;
}

/** What an entry takes beside its texts. */
const entryBytes = 400;

/** A cache of this process alone, which nothing else may write beside. */
export function createMemoryCache({
  maximumBytes = 64 * 1024 * 1024,
  now = () => performance.now(),
}: MemoryCacheOptions = {}): CacheStore {
  const written = new Map<string, Written>();
  const entries = new Map<string, Entry>();
  const ofRecord = new Map<string, Set<string>>();
  let [bytes, tokens] = [0, 0];

  const stateOf = (name: string, at: number): Written | null => {
    const found = written.get(name);
    return found && found.until > at ? found : null;
  };
  /** The same as long as neither the record nor the account is written; null while one of them is. */
  const tokenOf = ({ account, record }: CachePlace, at: number): string | null => {
    const states = [stateOf(account, at), stateOf(record, at)];
    const isWritten = states.some((state) => state?.writers.values().some((until) => until > at));
    return isWritten ? null : states.map((state) => state?.token ?? 0).join(' ');
  };

  const drop = (key: string): void => {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    bytes -= sizeOf(key, entry);
    const siblings = ofRecord.get(entry.place.record);
    siblings?.delete(key);
    if (siblings?.size === 0) ofRecord.delete(entry.place.record);
  };
  const insert = (key: string, entry: Entry): void => {
    drop(key);
    entries.set(key, entry);
    bytes += sizeOf(key, entry);
    const siblings = ofRecord.get(entry.place.record) ?? new Set();
    ofRecord.set(entry.place.record, siblings.add(key));
    for (const oldest of entries.keys()) {
      if (bytes <= maximumBytes) break;
      drop(oldest);
    }
  };

  /** Forgets what was written long ago: states are in the order in which they changed. */
  const forgetStates = (at: number): void => {
    for (const [name, { until }] of written) {
      if (until > at) break;
      written.delete(name);
    }
  };
  const change = (names: readonly string[], alter: (state: Written, at: number) => void): void => {
    const at = now();
    forgetStates(at);
    for (const name of names) {
      const state = stateOf(name, at) ?? { token: 0, writers: new Map<string, number>(), until: 0 };
      state.token = tokens += 1;
      state.until = at + knownMs;
      alter(state, at);
      written.delete(name);
      written.set(name, state);
      for (const key of ofRecord.get(name) ?? []) drop(key);
    }
  };

  return {
    look: async (place, name, maxAgeMs) => {
      const at = now();
      const token = tokenOf(place, at);
      if (token === null) return { kept: null, ticket: null };
      const key = `${place.record} ${name}`;
      const found = entries.get(key);
      const ticket = `${at} ${token}`;
      if (!found || found.token !== token || at - found.readAt >= maxAgeMs) return { kept: null, ticket };
      // The most recently used is last.
      entries.delete(key);
      entries.set(key, found);
      return { kept: { value: found.value, ageMs: at - found.readAt }, ticket };
    },
    keep: async (place, name, { value, ticket, ttlMs }) => {
      const at = now();
      const [lookedAt = '', ...token] = ticket.split(' ');
      const readAt = Number(lookedAt);
      if (at - readAt >= ttlMs || token.join(' ') !== tokenOf(place, at)) return;
      insert(`${place.record} ${name}`, { place, value, readAt, token: token.join(' ') });
    },
    begin: async (names, writer, leaseMs) =>
      change(names, ({ writers }, at) => void writers.set(writer, at + leaseMs)),
    end: async (names, writer) => change(names, ({ writers }) => void writers.delete(writer)),
  };
}

function sizeOf(key: string, { value }: Entry): number {
  return entryBytes + 2 * key.length + value.length;
}
