import type { Ending } from '../../upstream/abort.ts';
import type { Call } from '../../port.ts';
import type { Account } from '../account.ts';
import type { Clock } from './clock.ts';
import { createMoment, type Moment } from './moment.ts';
import { pace } from './pace.ts';
import type { State, Topic } from './topic.ts';
import { createWatcher, type Watcher } from './watcher.ts';

/** What became of a question. */
export type Asked = 'changed' | 'same' | 'failed';

/** What a topic needs of the hub that it belongs to. */
export interface Surroundings {
  /** The account of the topic, shared by all watchers. */
  readonly account: Account;
  readonly clock: Clock;
  /** Makes a separate call for each question, with a way to end it. */
  readonly call: () => { readonly call: Call; readonly end: Ending['end'] };
  /** A question was answered, or failed with an error. */
  readonly asked: (outcome: Asked, error: unknown) => void;
  /** The provider's records that the topic is about are these from now on. */
  readonly about: (records: readonly string[]) => void;
  /** The topic changed without a hint. */
  readonly changed: () => void;
  /** The last watcher has left. */
  readonly left: () => void;
}

/** A topic with watchers: its provider is asked again and again, once for all of them. */
export interface Watched {
  readonly watch: () => AsyncIterableIterator<Moment>;
  /** It may have changed: the provider is asked soon. */
  readonly hint: () => void;
}

interface Answered {
  readonly state: State;
  readonly moment: Moment;
  readonly at: number;
}

export function createWatched(topic: Topic, surroundings: Surroundings): Watched {
  const { account, clock, call: openCall, asked, about, changed, left } = surroundings;
  const watchers = new Set<Watcher<Moment>>();
  let last: Answered | null = null;
  let askedAt = -Infinity;
  let intervalMs: number = pace.first;
  let endQuestion: (() => void) | null = null;
  let isHinted = false;
  let cancel = (): void => undefined;

  const show = (watcher: Watcher<Moment>, { state, moment }: Answered): void => {
    watcher.show(moment);
    if (!state.isFinal) return;
    watcher.end();
    leave(watcher);
  };

  const leave = (watcher: Watcher<Moment>): void => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    cancel();
    endQuestion?.();
    left();
  };

  const askAfter = (ms: number): void => {
    cancel();
    cancel = clock.after(Math.max(ms, 0), () => void ask());
  };

  const ask = async (): Promise<void> => {
    cancel();
    const wasHinted = isHinted;
    isHinted = false;
    askedAt = clock.now();
    const { call, end } = openCall();
    endQuestion = end;
    const moment = createMoment(account, call);
    const outcome = await topic.ask(moment).catch((error: unknown) => ({ error }));
    endQuestion = null;
    if (watchers.size === 0) return;
    if ('error' in outcome) asked('failed', outcome.error);
    else take({ state: outcome, moment, at: askedAt }, wasHinted);
    if (watchers.size > 0) askAgain();
  };

  const take = (answered: Answered, wasHinted: boolean): void => {
    const before = last;
    last = answered;
    const { print, records = [] } = answered.state;
    const differs = before?.state.print !== print;
    asked(differs ? 'changed' : 'same', null);
    if (differs) {
      intervalMs = pace.first;
      about([...topic.records, ...records]);
      if (before && !wasHinted) changed();
    }
    for (const watcher of watchers) if (differs || !watcher.hasSeen()) show(watcher, answered);
  };

  const askSoon = (): void => {
    const leastMs = isHinted ? pace.least : pace.first;
    if (!endQuestion) askAfter(leastMs - (clock.now() - askedAt));
  };

  const askAgain = (): void => {
    if (isHinted) return askSoon();
    askAfter(Math.max(Math.min(intervalMs, last?.state.differsInMs ?? Infinity), pace.least));
    intervalMs = Math.min(intervalMs * pace.growth, pace.slowest);
  };

  return {
    watch: () => {
      const watcher = createWatcher<Moment>(() => leave(watcher));
      watchers.add(watcher);
      intervalMs = pace.first;
      if (last && clock.now() - last.at < pace.first) show(watcher, last);
      askSoon();
      return watcher.seen;
    },
    hint: () => {
      isHinted = true;
      askSoon();
    },
  };
}
