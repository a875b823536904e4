/** One who watches, and has only the latest of what there is to see. */
export interface Watcher<Seen> {
  /** Whether anything was shown yet. */
  readonly hasSeen: () => boolean;
  /** In place of what was not taken yet. */
  readonly show: (seen: Seen) => void;
  /** Nothing will be shown after what was shown last. */
  readonly end: () => void;
  readonly seen: AsyncIterableIterator<Seen>;
}

type Taken<Seen> = IteratorResult<Seen, undefined>;

/** A watcher; `left` is called once if who takes what is shown stops. */
export function createWatcher<Seen>(left: () => void): Watcher<Seen> {
  let latest: Seen | null = null;
  let hasSeen = false;
  let isOver = false;
  let take: ((taken: Taken<Seen>) => void) | null = null;

  const give = (): void => {
    if (!take || (latest === null && !isOver)) return;
    const taken: Taken<Seen> =
      latest === null ? { done: true, value: undefined } : { done: false, value: latest };
    latest = null;
    take(taken);
    take = null;
  };

  const seen: AsyncIterableIterator<Seen> = {
    next: () =>
      new Promise((resolve) => {
        take = resolve;
        give();
      }),
    return: () => {
      latest = null;
      if (!isOver) left();
      isOver = true;
      give();
      return Promise.resolve({ done: true, value: undefined });
    },
    [Symbol.asyncIterator]: () => seen,
  };

  return {
    hasSeen: () => hasSeen,
    show: (shown) => {
      hasSeen = true;
      latest = shown;
      give();
    },
    end: () => {
      isOver = true;
      give();
    },
    seen,
  };
}
