import { toPath } from './mistake.ts';

/** Every value of a kind, with its path. */
export function findValues<Value>(
  root: unknown,
  matches: (value: unknown) => value is Value,
  under: readonly PropertyKey[] = [],
): [path: string, value: Value][] {
  if (matches(root)) return [[toPath(under), root]];
  if (typeof root !== 'object' || root === null) return [];
  return Object.entries(root).flatMap(([key, value]) =>
    findValues(value, matches, [...under, Array.isArray(root) ? Number(key) : key]),
  );
}
