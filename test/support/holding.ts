import type { Fetch } from '../../src/http/fetch.ts';

/** Holds back what a provider is asked, while it is said to. */
export function holding(heldBack: string) {
  const held: PromiseWithResolvers<void>[] = [];
  let isHolding = false;
  const release = (): void => {
    for (const { resolve } of held.splice(0)) resolve();
  };
  return {
    /** For the options of a graph. */
    decorate:
      (fetch: Fetch, provider: string): Fetch =>
      async (request) => {
        if (provider === heldBack && isHolding) {
          const answer = Promise.withResolvers<void>();
          held.push(answer);
          await answer.promise;
        }
        return fetch(request);
      },
    hold: () => void (isHolding = true),
    /** Lets pass what comes from now on. */
    pass: () => void (isHolding = false),
    /** Lets go of what is held. */
    release,
    letGo: () => {
      isHolding = false;
      release();
    },
    count: () => held.length,
  };
}
