import type { AccountCache } from '../cache/account-cache.ts';
import type { Topic } from './topic.ts';

/** A topic whose account's cache forgets its records before a state is shown that differs from the one before. */
export function forgettingChanges(topic: Topic, { forget }: Pick<AccountCache, 'forget'>): Topic {
  let last: string | null = null;
  return {
    ...topic,
    ask: async (moment) => {
      const state = await topic.ask(moment);
      if (state.print !== last) await forget(topic.records);
      last = state.print;
      return state;
    },
  };
}
