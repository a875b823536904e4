import type { Slice } from './slice.ts';

interface Facts {
  readonly peer: string;
  readonly workload: string;
  readonly connections: number;
  readonly delayMs: number;
  /** Whether it answered as the first peer did. */
  readonly same: boolean;
  /** Whether one operation cost exactly the upstream calls that it takes. */
  readonly exact: boolean;
  readonly idleMib: number;
  readonly peakMib: number;
}

/** A peer under one load: medians over the rounds. `ratio` is of operations a second, to the first peer's. */
export interface Row extends Facts {
  readonly perSecond: number;
  readonly ratio: number;
  readonly ratioRange: readonly [number, number];
  readonly p50: number;
  /** How much longer than the first peer's the median answer took, in milliseconds. */
  readonly addedP50: number;
  readonly p99: number;
  readonly upstreamPerRequest: number;
  /** In microseconds, and how many times as much as the first peer's. */
  readonly cpuPerRequest: number;
  readonly cpuRatio: number;
  readonly peerCpu: number;
  readonly foreignCpu: number;
  readonly failed: number;
}

/** Ratios are taken inside a round, between slices a few seconds apart, because a machine's speed drifts. */
export function toRow(facts: Facts, slices: readonly Slice[], firsts: readonly Slice[]): Row {
  const ratios = slices.map(({ perSecond }, round) => perSecond / (firsts[round]?.perSecond ?? Number.NaN));
  const added = slices.map(({ p50 }, round) => p50 - (firsts[round]?.p50 ?? Number.NaN));
  const middle = (field: keyof Slice) => median(slices.map((slice) => slice[field]));
  return {
    ...facts,
    perSecond: middle('perSecond'),
    ratio: median(ratios),
    ratioRange: [Math.min(...ratios), Math.max(...ratios)],
    p50: middle('p50'),
    addedP50: median(added),
    p99: middle('p99'),
    upstreamPerRequest: middle('upstreamPerRequest'),
    cpuPerRequest: middle('cpuPerRequest'),
    cpuRatio: median(
      slices.map(({ cpuPerRequest }, round) => cpuPerRequest / (firsts[round]?.cpuPerRequest ?? Number.NaN)),
    ),
    peerCpu: middle('peerCpu'),
    foreignCpu: Math.max(...slices.map(({ foreignCpu }) => foreignCpu)),
    failed: slices.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function median(numbers: readonly number[]): number {
  const ordered = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(ordered.length / 2);
  const upper = ordered[middle] ?? Number.NaN;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[middle - 1] ?? Number.NaN)) / 2;
}

const head = [
  '| workload | connections | upstream | peer | op/s | × raw | range | p50 ms | over raw ms | p99 ms | CPU µs/op, × raw | upstream calls | idle, peak MiB |',
  '| --- | ---: | ---: | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
];

/** Rows as a table in Markdown. */
export function toTable(rows: readonly Row[], hasHead = true): string {
  const lines = rows.map((row) =>
    [
      '',
      row.workload,
      row.connections,
      `${row.delayMs} ms`,
      row.peer,
      row.perSecond.toFixed(row.perSecond < 100 ? 1 : 0),
      row.ratio.toFixed(3),
      row.ratioRange.map((ratio) => ratio.toFixed(3)).join(' – '),
      row.p50.toFixed(2),
      row.addedP50.toFixed(2),
      row.p99.toFixed(1),
      `${row.cpuPerRequest.toFixed(0)}, ${row.cpuRatio.toFixed(2)}`,
      `${row.upstreamPerRequest.toFixed(2)}${row.exact ? '' : ' (not exact)'}${row.same ? '' : ' (another answer)'}${row.failed > 0 ? ` (${row.failed} failed)` : ''}`,
      `${row.idleMib}, ${row.peakMib}`,
      '',
    ]
      .join(' | ')
      .trim(),
  );
  return [...(hasHead ? head : []), ...lines].join('\n');
}
