/** Remembers what maps hold, whose values are replaced and never changed, and returns what goes back to it. */
export function rememberMaps(maps: readonly Map<string, unknown>[]): () => void {
  const before = maps.map((map) => [map, [...map]] as const);
  return () => {
    for (const [map, entries] of before) {
      map.clear();
      for (const [key, value] of entries) map.set(key, value);
    }
  };
}
