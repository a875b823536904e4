import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

const module = new URL('../src/telemetry/log/standard-output.ts', import.meta.url).href;
const lines = 2_000;
/** More than a pipe holds; a line on standard error says that all of it was written, or taken for written. */
const program = `
  import { standardOutput } from '${module}';
  const sink = standardOutput();
  for (let line = 0; line < ${lines}; line += 1) sink.write(line + ' č'.repeat(100) + '\\n');
  console.error('done');
`;

function start() {
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

it('a full pipe takes every line whole, once it is read', async () => {
  const child = start();
  const complaints = text(child.stderr);
  const written = (await text(child.stdout)).trimEnd().split('\n');
  expect(written).toEqual(Array.from({ length: lines }, (_, line) => `${line}${' č'.repeat(100)}`));
  expect(await complaints).toBe('done\n');
});

it('a pipe that is closed by its reader stops nothing', async () => {
  const child = start();
  child.stdout.destroy();
  expect(await text(child.stderr)).toBe('done\n');
});
