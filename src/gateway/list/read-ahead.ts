/** Reads one source of a list. It must not fail before it returns its promise. */
export type ReadSource<Source, Result> = (source: Source, wanted: number) => Promise<Result>;

/** Never more sources than this are read at the same time. */
const mostSideBySide = 8;

/**
 * Reads sources before their turn, so that a page that needs several of them waits for the slowest, not for their sum.
 * It starts with one. As many more are read side by side as were not enough so far: no more reads are in vain than
 * were needed. If a source rarely fills a page, all are read at once, up to a bound.
 */
export function createReadAhead<Source, Result>(
  sources: readonly Source[],
  { read, rarelyFull }: { readonly read: ReadSource<Source, Result>; readonly rarelyFull: boolean },
): ReadSource<Source, Result> {
  const started = new Map<Source, Promise<Result>>();

  const start = (from: number, wanted: number): void => {
    const count = Math.min(rarelyFull ? mostSideBySide : Math.max(started.size, 1), mostSideBySide);
    for (const source of sources.slice(from, from + count)) {
      const result = read(source, wanted);
      // Its turn may never come.
      result.catch(() => undefined);
      started.set(source, result);
    }
  };

  return async (source, wanted) => {
    if (!started.has(source)) start(sources.indexOf(source), wanted);
    return started.get(source) ?? read(source, wanted);
  };
}
