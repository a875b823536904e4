import { readFileSync, writeFileSync } from 'node:fs';
import type { Row } from './table.ts';

/** Draws a file of results as bars, one picture for each load: `node bench/plot.ts results.jsonl bench/plots`. */
const [results = '', folder = '.'] = process.argv.slice(2);
const rows = readFileSync(results, 'utf8')
  .trim()
  .split('\n')
  .map((line): Row => JSON.parse(line));

const loads = Map.groupBy(
  rows,
  ({ workload, connections, delayMs }) => `${workload}-${connections}-${delayMs}ms`,
);
for (const [load, peers] of loads) writeFileSync(`${folder}/${load}.svg`, draw(load, peers));

function draw(load: string, peers: readonly Row[]): string {
  const most = Math.max(...peers.map(({ ratio }) => ratio));
  const height = 40 + peers.length * 26;
  const bars = peers.map(({ peer, ratio, perSecond }, index) => {
    const y = 36 + index * 26;
    const width = Math.max(1, (ratio / most) * 330);
    const colour = peer === 'vaultgraph' ? '#0b6e4f' : '#9aa5b1';
    return [
      `<text x="10" y="${y + 14}">${peer}</text>`,
      `<rect x="190" y="${y}" width="${width.toFixed(1)}" height="18" fill="${colour}"/>`,
      `<text x="${(196 + width).toFixed(1)}" y="${y + 14}">${ratio.toFixed(2)} (${Math.round(perSecond)}/s)</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="680" height="${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<rect width="680" height="${height}" fill="#ffffff"/>`,
    `<text x="10" y="20" font-weight="600">${load}: operations a second, as a share of the hand-written server’s</text>`,
    ...bars,
    '</svg>\n',
  ].join('\n');
}
