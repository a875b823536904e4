import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../src/domain/capability.ts';
import { listen } from '../src/listen.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { freePort, runCommand } from './support/command-line.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-doctor-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  return runCommand(args, { folder });
}

/** Writes a configuration file and gives its path. */
function written(name: string, config: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

describe('vaultgraph doctor', () => {
  it('finds every account of the sandbox in order, and says of each operation whether it can', async () => {
    const { status, output, errors } = await run('doctor', '--sandbox');
    expect([status, errors]).toEqual([0, '']);
    const accounts = output.trimEnd().split('\n\n');
    const sandbox = await startSandbox({ customers: 0 });
    await sandbox.close();
    const [tenant] = sandbox.config['tenants'] as [{ accounts: readonly { key: string }[] }];
    expect(accounts.map((account) => account.split(' ')[0])).toEqual(tenant.accounts.map(({ key }) => key));
    for (const account of accounts) {
      const [, ...lines] = account.split('\n').map((line) => line.trim().split(/\s+/));
      expect(lines.slice(0, 3)).toEqual([
        ['configured', 'yes'],
        ['reachable', 'yes'],
        ['authorised', 'yes'],
      ]);
      expect(lines[3]?.join(' ')).toBe('what the provider can do, which was not tried:');
      const answers = lines.slice(4);
      expect(answers.map(([operation]) => operation)).toEqual([...operations]);
      // A sentence follows every no, and a yes where there is something to know.
      expect(
        answers.filter(([, answer]) => answer !== 'yes' && answer !== 'yes:' && answer !== 'no:'),
      ).toEqual([]);
    }
  });

  it('fails where a provider is not there, and says so of that account alone', async () => {
    const sandbox = await startSandbox({ customers: 1 });
    const [{ accounts }] = sandbox.config['tenants'] as [{ accounts: readonly { provider: string }[] }];
    const monri = accounts.find(({ provider }) => provider === 'MONRI') ?? {};
    const dead = monriAccount({ key: 'dead' }, { baseUrl: `http://127.0.0.1:${await freePort()}` });
    const { status, output } = await run('doctor', '--config', written('dead.json', fileWith([monri, dead])));
    await sandbox.close();
    expect(status).toBe(1);
    const [healthy = '', failing = ''] = output.split('\n\n');
    expect(healthy).toMatch(/reachable {3}yes\n.*authorised {2}yes\n/);
    expect(healthy).not.toContain('problem');
    expect(failing.split('\n').slice(0, 5)).toEqual([
      'dead (Monri Payments, SANDBOX, tenant acme)',
      '  configured  yes',
      '  reachable   no',
      '  authorised  unknown',
      '  problem     PROVIDER_UNAVAILABLE: The provider could not be reached or did not answer in time.',
    ]);
  });

  it('fails where a provider refuses the credentials', async () => {
    const sandbox = await startSandbox({ customers: 1 });
    const baseUrl = sandbox.emulators.find(({ provider }) => provider === 'MONRI')?.origin;
    const file = written('refused.json', fileWith([monriAccount({}, { baseUrl })]));
    const { status, output } = await run('doctor', '--config', file);
    await sandbox.close();
    expect(status).toBe(1);
    expect(output).toMatch(/reachable {3}yes\n {2}authorised {2}no\n {2}problem {5}PROVIDER_UNAUTHORIZED: /);
    expect(output).not.toContain('merchant key');
  });

  it('claims to have reached nobody where it sent nothing', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const account = {
      key: 'bank',
      provider: 'BANKING_SERVICE',
      environment: 'SANDBOX',
      settings: {
        profileId: 'profile_1',
        tokenUrl: `http://127.0.0.1:${await freePort()}`,
        clientId: 'client',
        // Signs, but not as RS256, which is what an account asks for that names no algorithm.
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      },
    };
    const file = written('unsigned.json', fileWith([account]));
    const { status, output } = await run('doctor', '--config', file);
    expect(status).toBe(1);
    expect(output).toMatch(/reachable {3}unknown, nothing was sent\n {2}authorised {2}unknown\n/);
  });

  it('was answered by a provider that is overloaded, which says nothing of the credentials', async () => {
    const overloaded = await listen(() => Promise.resolve(new Response(null, { status: 503 })), {
      host: '127.0.0.1',
      port: 0,
    });
    const file = written('busy.json', fileWith([monriAccount({}, { baseUrl: overloaded.origin })]));
    const { status, output } = await run('doctor', '--config', file);
    await overloaded.close(0);
    expect(status).toBe(1);
    expect(output).toMatch(
      /reachable {3}yes\n {2}authorised {2}unknown\n {2}problem {5}PROVIDER_UNAVAILABLE: /,
    );
  });

  it('refuses what `serve` refuses', async () => {
    const store = { type: 'sqlite', path: join(folder, 'none', 'vaultgraph.db') };
    const manifest = join(folder, 'none.json');
    const file = written('unusable.json', fileWith([], { store, documents: { manifest } }));
    const [examined, served] = await Promise.all(
      ['doctor', 'serve'].map((command) => run(command, '--config', file)),
    );
    expect(examined?.status).toBe(2);
    expect(examined?.errors).toMatch(/ {2}documents\.manifest: .*\n {2}store\.path: /);
    expect(served).toEqual(examined);
  });
});
