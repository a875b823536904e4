import type { Customer } from '../../domain/customer.ts';
import { StoreUnavailableError } from '../../domain/errors.ts';
import type { AccountIndex } from './account-index.ts';
import { openProgress, type IndexProgress } from './index-progress.ts';
import { doubtMs, type IndexParts } from './index-parts.ts';

export function createAccountIndex({ digests, store, refreshSeconds, now }: IndexParts): AccountIndex {
  const { space } = digests;
  const put = (customer: Customer, writtenAt: number | null, replacesBefore: number): Promise<void> =>
    store.put(space, [digests.entryOf(customer)], { pass: null, writtenAt, replacesBefore });
  const lagMs = ({ wholeAt }: IndexProgress): number | null =>
    wholeAt === null ? null : Math.max(now() - wholeAt, 0);
  const look = async () => {
    const { size, progress } = await store.state(space);
    return { size, progress: openProgress(progress, digests.seal) };
  };

  return {
    now,
    status: async () => {
      const { size, progress } = await look().catch((error: unknown) => {
        throw new StoreUnavailableError(error);
      });
      const { completeSince } = progress;
      const lag = lagMs(progress);
      return {
        size,
        completeSince: completeSince === null ? null : new Date(completeSince),
        lagSeconds: lag === null ? null : Math.round(lag / 1_000),
      };
    },
    unusable: async () => {
      const looked = await look().catch(() => null);
      if (looked === null) return 'AWAY';
      const lag = lagMs(looked.progress);
      if (lag === null) return 'BUILDING';
      return lag > refreshSeconds * 1_000 ? 'LATE' : null;
    },
    find: async (match, after, limit) => {
      const found = await store.find(space, digests.tokensOf(match), after, limit);
      return found.flatMap((entry) => {
        const key = digests.keyOf(entry);
        return key === null ? [] : [{ name: entry.name, key }];
      });
    },
    correct: (name, customer, readAt) =>
      customer ? put(customer, null, readAt - doubtMs) : store.remove(space, [name], readAt - doubtMs),
    // Writes that two processes make at once may be noted in another order: neither replaces what the other wrote.
    note: (customer) => put(customer, now(), 0),
    forget: (key) => store.remove(space, [digests.nameOf(key)], Infinity),
  };
}
