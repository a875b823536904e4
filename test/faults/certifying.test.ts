import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { emptyFolder, listsIn } from '../support/certify.ts';
import { killCommand, runCommand } from '../support/command-line.ts';
import { isLong, longest, seed } from './scale.ts';
import { createRandom } from './random.ts';

const kills = isLong ? 50 : 3;
/** Processes start one after another, and each takes many times as long on a busy machine. */
const patience = 6 * longest;

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox({ customers: 5 })));
afterAll(() => sandbox.close());

function keys(): readonly string[] {
  return sandbox.emulators.flatMap(({ emulator, origin }) =>
    emulator.accounts(origin).flatMap(({ customerKeys }) => customerKeys()),
  );
}

describe('certify --write, killed', () => {
  it(`leaves nothing after ${kills} kills and one certify --clean`, { timeout: patience }, async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'config.json'), JSON.stringify(sandbox.config));
    const random = createRandom(`${seed} certifying`);
    const before = keys().toSorted();
    let lists = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const probe = 3 + random.below(60);
      const ms = random.below(40);
      await killCommand(['certify', '--config', 'config.json', '--write'], { folder }, async (errors) => {
        await expect
          .poll(() => errors().split('\n').length, { timeout: patience, interval: 5 })
          .toBeGreaterThan(probe);
        await pause(ms);
      });
      lists = listsIn(folder).filter((name) => name.endsWith('.jsonl')).length;
    }
    process.stdout.write(
      `certify, killed ${kills} times: ${lists} runs left a list, ${keys().length - before.length} customers\n`,
    );
    const { status, output } = await runCommand(['certify', '--config', 'config.json', '--clean'], {
      folder,
    });
    expect({ status, output }).toEqual({ status: 0, output: 'Nothing is left of earlier runs.\n' });
    expect(keys().toSorted()).toEqual(before);
    expect(listsIn(folder)).toEqual(['config.json']);
  });
});
