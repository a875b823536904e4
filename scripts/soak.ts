import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultsOf, soak } from './soak/soak.ts';

/** Serves from `dist` for a while, with providers that fail, and ends with 1 if the server was not reliable. */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' } } });
const program = join(import.meta.dirname, '../dist/cli/bin.js');

const soaked = await soak({ minutes: Number(values.minutes), program });
const { outcomes, defects, held, aliveSlope, residentSlope, clues, ownStallMs } = soaked;
const [first] = held;
const last = held.at(-1);

console.log('Answers');
console.table(outcomes.answers);
console.log(
  `Broken answers: ${JSON.stringify(outcomes.broken)}; stuck calls: ${outcomes.stuck.length}; defects: ${defects}`,
);
console.log(
  `Memory in use after the warm-up: ${shown(first?.aliveMegabytes)} to ${shown(last?.aliveMegabytes)} MB, ${shown(aliveSlope)} MB an hour`,
);
console.log(
  `Resident: ${shown(first?.residentMegabytes)} to ${shown(last?.residentMegabytes)} MB, ${shown(residentSlope)} MB an hour`,
);
console.log(
  `Open sockets: ${first?.sockets} to ${last?.sockets}, ${Math.max(...held.map(({ sockets }) => sockets))} at most`,
);
console.log(
  `Longest time without a turn of the event loop: ${Math.max(...held.map(({ longestStallMs }) => longestStallMs))} ms in the server, ${ownStallMs} ms in the process that asks`,
);

const faults = faultsOf(soaked);
for (const fault of faults) console.log(fault);
if (faults.length > 0) {
  process.exitCode = 1;
  console.log(JSON.stringify({ stuck: outcomes.stuck, ...clues, held }, null, 1));
}

function shown(megabytes: number | undefined): string {
  return megabytes === undefined ? '?' : megabytes.toFixed(2);
}
