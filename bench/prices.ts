import type { Row } from './table.ts';

/** What each peer saves of the first one's processor time, or costs more, as a table in Markdown: a row for each peer. */
export function toPrices(rows: readonly Row[]): string {
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  const [first = '', ...others] = new Set(rows.map(({ peer }) => peer));
  const find = (peer: string, workload: string) =>
    rows.find((row) => row.peer === peer && row.workload === workload);
  const whole = workloads.map((workload) => `${find(first, workload)?.cpuPerRequest.toFixed(0)} µs`);
  const lines = others.map((peer) => {
    const cells = workloads.map((workload) => {
      const [row, base] = [find(peer, workload), find(first, workload)];
      if (!row || !base) return '';
      const more = row.cpuRatio - 1;
      return `${signed(more * base.cpuPerRequest, 0)} µs, ${signed(more * 100, 1)} %`;
    });
    return toLine([peer, ...cells]);
  });
  return [
    toLine(['', ...workloads]),
    toLine(['---', ...workloads.map(() => '---:')]),
    toLine([first, ...whole]),
    ...lines,
  ].join('\n');
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function signed(value: number, digits: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(digits)}`;
}
