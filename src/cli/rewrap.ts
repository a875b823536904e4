import type { Ids } from '../gateway/ids.ts';

interface Rewrapped {
  /** Each id that opens, and the one of today, with a tab between them. */
  readonly lines: readonly string[];
  /** How many turned out how: for people, one line. */
  readonly summary: string;
}

/** Translates stored ids into those of today, without a request. */
export function rewrap(stored: readonly string[], ids: Ids): Rewrapped {
  const targets = ids.openAll(stored);
  const opened = targets.flatMap((target, index) =>
    target === null || target instanceof Error ? [] : [{ old: stored[index] ?? '', target }],
  );
  const today = ids.sealAll(opened.map(({ target }) => target));
  const changed = opened.filter(({ old }, index) => old !== today[index]).length;
  const unknown = targets.filter((target) => target instanceof Error).length;
  return {
    lines: opened.map(({ old }, index) => `${old}\t${today[index] ?? ''}`),
    summary: [
      `${changed} replaced`,
      `${opened.length - changed} already of today`,
      `${unknown} of a key that is not configured`,
      `${stored.length - opened.length - unknown} no ids of the tenant`,
    ].join(', '),
  };
}
