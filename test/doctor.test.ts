import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../src/domain/capability.ts';
import { listen } from '../src/http/listen.ts';
import { withFaults, wrongAnswers, type ChooseFault } from '../src/emulators/kit/faults.ts';
import { startSandbox } from '../src/sandbox/index.ts';
import { commandHere } from './support/command-here.ts';
import { runCommand } from './support/command-line.ts';
import { freePort } from './support/free-port.ts';
import { fileWith, monriAccount } from './support/configuration.ts';

interface Configured {
  readonly provider: string;
  readonly settings: Record<string, unknown>;
}

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'vaultgraph-doctor-'))));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  return commandHere(args, { folder });
}

/** Writes a configuration file and gives its path. */
function written(name: string, config: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** The accounts that can register something, and what. */
function registrationsIn(output: string): readonly (readonly string[])[] {
  return output.split('\n\n').flatMap((account) => {
    const [, can] = /^  CREATE_REGISTRATION_LINK +(yes[^:\n]*:?)/m.exec(account) ?? [];
    return can === undefined ? [] : [[account.split(' ')[0] ?? '', can]];
  });
}

describe('vaultgraph doctor', () => {
  it('finds every account of the sandbox in order, and says of each operation whether it can', async () => {
    const { status, output, errors } = await runCommand(['doctor', '--sandbox'], { folder });
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
      // A sentence follows every no, and a yes if there is something to know.
      expect(
        answers.filter(([, answer]) => answer !== 'yes' && answer !== 'yes:' && answer !== 'no:'),
      ).toEqual([]);
    }
    expect(registrationsIn(output)).toEqual([
      ['bamboo', 'yes:'],
      ['banking-service', 'yes (CARD, OPEN_BANKING):'],
    ]);
  });

  it('fails if a provider is not there, and says so of that account alone', async () => {
    const sandbox = await startSandbox({ customers: 1 });
    const [{ accounts }] = sandbox.config['tenants'] as [{ accounts: readonly { provider: string }[] }];
    const monri = accounts.find(({ provider }) => provider === 'MONRI') ?? {};
    const dead = monriAccount({ key: 'dead' }, { baseUrl: `http://127.0.0.1:${await freePort()}` });
    const { status, output } = await run('doctor', '--config', written('dead.json', fileWith([monri, dead])));
    await sandbox.close();
    expect(status).toBe(1);
    const [healthy = '', failing = ''] = output.split('\n\n');
    expect(healthy).toMatch(/reachable {3}yes\n.*authorised {2}yes\n/);
    expect(healthy).not.toMatch(/^ {2}problem/m);
    expect(failing.split('\n').slice(0, 5)).toEqual([
      'dead (Monri Payments, SANDBOX, tenant acme)',
      '  configured  yes',
      '  reachable   no',
      '  authorised  unknown',
      '  problem     PROVIDER_UNAVAILABLE: The provider could not be reached or did not answer in time.',
    ]);
  });

  it('fails if a provider refuses the credentials', async () => {
    const sandbox = await startSandbox({ customers: 1 });
    const baseUrl = sandbox.emulators.find(({ provider }) => provider === 'MONRI')?.origin;
    const file = written('refused.json', fileWith([monriAccount({}, { baseUrl })]));
    const { status, output } = await run('doctor', '--config', file);
    await sandbox.close();
    expect(status).toBe(1);
    expect(output).toMatch(/reachable {3}yes\n {2}authorised {2}no\n {2}problem {5}PROVIDER_UNAUTHORIZED: /);
    expect(output).not.toContain('merchant key');
  });

  it('does not claim to have reached a provider if it sent nothing', async () => {
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

  /** What is said of each account of a sandbox whose answers are changed, and the exit code. */
  async function diagnose(
    change: (settings: Record<string, unknown>) => object,
    faults: ChooseFault = () => null,
    customers = 1,
  ) {
    const sandbox = await startSandbox({ customers, decorate: (fetch) => withFaults(fetch, faults) });
    const [{ accounts }] = sandbox.config['tenants'] as [{ accounts: readonly Configured[] }];
    const changed = accounts.map(({ settings, ...account }) => ({ ...account, settings: change(settings) }));
    const { status, output } = await run('doctor', '--config', written('changed.json', fileWith(changed)));
    await sandbox.close();
    const problems = output
      .trimEnd()
      .split('\n\n')
      .map((account) => account.split('\n').filter((line) => line.startsWith('  problem')));
    expect(problems).toHaveLength(accounts.length);
    return { status, problems: problems.map((lines) => lines.join('\n')), accounts };
  }

  it('names a wrong path at every provider', async () => {
    const { status, problems } = await diagnose(({ baseUrl, ...settings }) => ({
      ...settings,
      baseUrl: `${String(baseUrl)}/elsewhere`,
    }));
    expect(status).toBe(1);
    for (const problem of problems) expect(problem).toMatch(/PROVIDER_BAD_RESPONSE: .*check baseUrl/);
  });

  it.each([
    ['VERIFONE', 'entityId', '00000000-0000-4000-8000-000000000000'],
    ['BANKING_SERVICE', 'profileId', 'profile_unknown'],
  ])('names a wrong setting of %s: %s', async (provider, setting, value) => {
    const { status, problems, accounts } = await diagnose((settings) =>
      setting in settings ? { ...settings, [setting]: value } : settings,
    );
    expect(status).toBe(1);
    const expected = new RegExp(`PROVIDER_BAD_RESPONSE: .*check .*${setting}`);
    for (const [index, problem] of problems.entries())
      expect(problem).toMatch(accounts[index]?.provider === provider ? expected : /^$/);
  });

  it.each([
    // The date is made some seconds before the account is asked.
    [600, /clock is (10 min|9 min) \d+ s behind the provider's/],
    [-3700, /clock is 1 h [12] min \d+ s ahead of the provider's/],
  ])('says by how much the clock is off: %i seconds', async (seconds, expected) => {
    const date = new Date(Date.now() + seconds * 1000).toUTCString();
    const { status, problems } = await diagnose(
      (settings) => settings,
      () => ({ kind: 'altered', headers: { date } }),
    );
    expect(status).toBe(1);
    for (const problem of problems) expect(problem).toMatch(expected);
  });

  it('names a redirect and where it leads, without its query', async () => {
    const { status, problems } = await diagnose(
      (settings) => settings,
      ({ method }) =>
        method === 'GET'
          ? { kind: 'answer', status: 301, headers: { location: 'https://new.example.com/v9?token=1' } }
          : null,
    );
    expect(status).toBe(1);
    for (const problem of problems)
      expect(problem).toMatch(/REDIRECT: it answers 301, a redirect to https:\/\/new\.example\.com\/v9,/);
  });

  it('names a page in place of JSON', async () => {
    const { status, problems } = await diagnose(
      (settings) => settings,
      ({ method }) => (method === 'GET' ? wrongAnswers.html : null),
    );
    expect(status).toBe(1);
    for (const problem of problems) expect(problem).toContain('HTML: it answers 200 with a page');
  });

  it('finds an account without customers well', async () => {
    const { status, problems } = await diagnose((settings) => settings, undefined, 0);
    expect([status, problems.join('')]).toEqual([0, '']);
  });

  it('names the keys of ids and cursors, and prints none', async () => {
    const [one, two, three] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte).toString('base64url'));
    const file = written('keys.json', fileWith([], { idKey: [one, two], sealKey: three }));
    const { status, output } = await run('doctor', '--config', file);
    expect(status).toBe(0);
    expect(output.split('\n').slice(-3, -1)).toEqual([
      expect.stringMatching(/^ids {21}sealed with the key [\w-]{4}; [\w-]{4} opened too$/),
      expect.stringMatching(
        /^cursors and outcomes {4}sealed with the key [\w-]{4}; [\w-]{4}, [\w-]{4} opened too$/,
      ),
    ]);
    for (const key of [one, two, three]) expect(output).not.toContain(key);
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
