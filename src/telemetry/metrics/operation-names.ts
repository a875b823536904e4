/** The names that documents give their operations, once each. */
export function operationNames(documents: Iterable<string>): readonly string[] {
  const names = [...documents].flatMap((text) =>
    [...text.matchAll(/\b(?:query|mutation)\s+([_A-Za-z]\w*)/g)].flatMap(([, name]) => name ?? []),
  );
  return [...new Set(names)];
}
