/** Records the cassettes of the emulators again, and keeps those of accounts: `node scripts/record-cassettes.ts`. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertifyArgs, runCertify } from '../src/cli/certify.ts';
import { parseConfig } from '../src/config/config.ts';
import { startSandbox } from '../src/sandbox/index.ts';

const folder = join(import.meta.dirname, '../test/certify/cassettes');
const journal = mkdtempSync(join(tmpdir(), 'vaultgraph-cassettes-'));
const sandbox = await startSandbox({ customers: 3 });
try {
  for (const name of readdirSync(folder)) if (name.endsWith('-1.cassette.jsonl')) rmSync(join(folder, name));
  const config = parseConfig(sandbox.config, {});
  for (const { key } of sandbox.accounts.filter(({ key: name }) => !name.endsWith('-2'))) {
    const args = ['--account', key, '--write', '--record', folder, '--journal', journal];
    const { signal } = new AbortController();
    await runCertify(config, readCertifyArgs(args), {
      version: '',
      print: console.log,
      printProgress: console.error,
      signal,
    });
  }
} finally {
  rmSync(journal, { recursive: true });
  await sandbox.close();
}
