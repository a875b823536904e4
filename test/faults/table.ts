type Row = Readonly<Record<string, string | number>>;

/** One row per line; columns are in the order of their first appearance, and a missing value is 0. */
export function toTable(title: string, rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? 0)))];
  const widths = columns.map((_, place) => Math.max(...lines.map((line) => (line[place] ?? '').length)));
  const print = (line: readonly string[]): string =>
    line
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  ');
  return `\n${title}\n${lines.map(print).join('\n')}\n`;
}

/** How often each name occurs, the most frequent first. */
export function tally(names: readonly string[]): Record<string, number> {
  const groups = Object.entries(Object.groupBy(names, (name) => name));
  const counts = groups.map(([name, same = []]) => [name, same.length] as const);
  return Object.fromEntries(counts.toSorted(([, a], [, b]) => b - a));
}
