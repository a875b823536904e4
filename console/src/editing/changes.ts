import { fieldPaths, type Draft } from './model.ts';

/** One field or metadata pair that has changed; a side is null if it has no value. */
export interface Change {
  /** A field's path, or `metadata.` and a key. */
  readonly path: string;
  readonly was: string | null;
  readonly is: string | null;
}

/** Everything that differs between two states of a record. */
export function changesBetween(before: Draft, now: Draft): readonly Change[] {
  const texts = fieldPaths.map((path) => ({
    path,
    was: before.texts[path] || null,
    is: now.texts[path] || null,
  }));
  const keys = new Set([...before.metadata, ...now.metadata].map(({ key }) => key));
  const pairs = [...keys].map((key) => ({
    path: `metadata.${key}`,
    was: valueIn(before, key),
    is: valueIn(now, key),
  }));
  return [...texts, ...pairs].filter(({ was, is }) => was !== is);
}

function valueIn({ metadata }: Draft, key: string): string | null {
  return metadata.find((pair) => pair.key === key)?.value ?? null;
}
