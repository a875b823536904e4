/** The samples of a metrics page, one a line, without its comments. */
export function metricLines(page: string): readonly string[] {
  return page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** The value of one sample; null if there is none. */
export function valueOf(
  lines: readonly string[],
  name: string,
  labels: Readonly<Record<string, string>>,
): number | null {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const found = lines.find((line) => {
    const isIt = line.startsWith(`${name}{`) || line.startsWith(`${name} `);
    return isIt && pairs.every((pair) => line.includes(pair));
  });
  return found === undefined ? null : Number(found.split(' ').at(-1));
}
