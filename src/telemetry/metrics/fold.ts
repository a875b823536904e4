/** Gives the first values that it meets as they are, and `other` for any more of them, so that a label stays small. */
export function createFold(maximum: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= maximum) return other;
    known.add(value);
    return value;
  };
}

export const other = 'other';

/** Gives a value that is among these as it is, and `other` for any other. */
export function foldTo(values: ReadonlySet<string>): (value: string) => string {
  return (value) => (values.has(value) ? value : other);
}
