import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { emptyFolder, listsIn } from '../support/certify.ts';
import { killCommand } from '../support/command-line.ts';
import { isTokenRequest } from '../support/faults.ts';

let sandbox: Sandbox;
let created: PromiseWithResolvers<void>;
beforeEach(() => void (created = Promise.withResolvers()));
beforeAll(async () => {
  sandbox = await startSandbox({
    customers: 5,
    decorate: (fetch) => async (request) => {
      const answer = await fetch(request);
      if (request.method === 'POST' && !isTokenRequest(request)) created.resolve();
      return answer;
    },
  });
});
afterAll(() => sandbox.close());

function keys(): readonly string[] {
  return sandbox.emulators.flatMap(({ emulator, origin }) =>
    emulator.accounts(origin).flatMap(({ customerKeys }) => customerKeys()),
  );
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'certify --write removes what it made at %s, and its status is 2',
  async (signal) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'config.json'), JSON.stringify(sandbox.config));
    const before = keys();
    const args = ['certify', '--config', 'config.json', '--account', 'verifone-1', '--write'];
    let made = 0;
    const status = await killCommand(
      args,
      { folder },
      async () => {
        await created.promise;
        made = keys().length - before.length;
      },
      signal,
    );
    expect({ made, status }).toEqual({ made: 1, status: 2 });
    expect(keys()).toEqual(before);
    expect(listsIn(folder)).toEqual(['config.json']);
  },
);
