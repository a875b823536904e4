/** Records the cassettes of the tests anew, from the emulators: `node scripts/record-cassettes.ts`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertifyArgs, runCertify } from '../src/cli/certify.ts';
import { parseConfig } from '../src/config/config.ts';
import { startSandbox } from '../src/sandbox/index.ts';

const folder = join(import.meta.dirname, '../test/certify/cassettes');
const journal = mkdtempSync(join(tmpdir(), 'vaultgraph-cassettes-'));
const sandbox = await startSandbox({ customers: 3 });
try {
  rmSync(folder, { recursive: true, force: true });
  const config = parseConfig(sandbox.config, {});
  for (const { key } of sandbox.accounts.filter(({ key: name }) => !name.endsWith('-2'))) {
    const args = ['--account', key, '--write', '--record', folder, '--journal', journal];
    const { signal } = new AbortController();
    await runCertify(config, readCertifyArgs(args), {
      version: '',
      print: console.log,
      tell: console.error,
      signal,
    });
  }
} finally {
  rmSync(journal, { recursive: true });
  await sandbox.close();
}
