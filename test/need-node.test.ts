import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** Makes the process look like one of another Node. */
function of(version: string): string {
  const code = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } });
    Object.defineProperty(process, 'version', { value: 'v${version}' });`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

describe('a Node that is not the project’s', () => {
  it('gets one sentence before anything else is read', async () => {
    const args = ['--import', of('20.1.0'), '--import', './scripts/need-node.js', 'scripts/check.ts'];
    await expect(run(process.execPath, args)).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^This needs Node 24 or newer, and runs with v20\.1\.0\. .*npx vitest run FILE.*\n$/,
      ),
    });
  });

  it('is not the one that is needed, or a newer one', async () => {
    for (const version of ['24.0.0', '26.1.0']) {
      const args = [
        '--import',
        of(version),
        '--import',
        './scripts/need-node.js',
        '-e',
        'console.log("ran")',
      ];
      await expect(run(process.execPath, args)).resolves.toEqual({ stdout: 'ran\n', stderr: '' });
    }
  });

  it('is looked for by every script that Node runs, and by the tests', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const first = Object.values(scripts).map((script) => script.split(' && ')[0] ?? '');
    const unguarded = first.filter(
      (command) => /^node .*\.ts\b/.test(command) && !command.includes('need-node.js'),
    );
    expect(unguarded).toEqual([]);
    for (const config of ['vitest.config.ts', 'vitest.faults.config.ts']) {
      expect(readFileSync(config, 'utf8')).toMatch(
        /^import '\.\/scripts\/need-node\.js';|from '\.\/vitest\.config\.ts'/m,
      );
    }
  });
});
