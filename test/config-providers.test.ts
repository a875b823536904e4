import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, serveCommand } from './support/command-line.ts';
import { fileWith, monriAccount } from './support/configuration.ts';
import { acmeModule, installInto, installVaultgraph, listenAsAcme } from './support/provider-package.ts';

let folder: string;
let acme: Awaited<ReturnType<typeof listenAsAcme>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-providers-'));
  acme = await listenAsAcme();
  installVaultgraph(folder);
  installInto(folder, {
    '@acme/vault-x': acmeModule,
    'no-provider': 'export const acme = {};',
    'no-settings': changed('settings: undefined'),
    'no-answer': changed('abilities: { ...acme.abilities, LIST_CUSTOMERS: undefined }'),
    'odd-answer': changed("abilities: { ...acme.abilities, TELEPORT: { support: 'NATIVE' } }"),
    'taken-code': changed("code: 'MONRI'"),
    'taken-title': changed("title: 'Verifone'"),
    throws: "throw new TypeError('Out of coffee.');",
    'other-version': "import { teleport } from 'vaultgraph'; export const provider = teleport;",
    'other-copy': changed("details: new ObjectRef('StrangeDetails')"),
  });
  writeFileSync(join(folder, 'beside.js'), acmeModule);
});

afterAll(async () => {
  await acme.close(0);
  rmSync(folder, { recursive: true });
});

/** Acme's provider with a part changed, as a package that builds on it. */
function changed(part: string): string {
  const pothos = JSON.stringify(import.meta.resolve('@pothos/core'));
  return `import { ObjectRef } from ${pothos};
    import { provider as acme } from '@acme/vault-x';
    export const provider = { ...acme, ${part} };
    void ObjectRef;`;
}

function acmeAccount(): Record<string, unknown> {
  return { key: 'acme-1', provider: 'ACME', environment: 'SANDBOX', settings: acme.settings };
}

/** Writes a configuration file that names providers, and gives its path. */
function written(name: string, providers: unknown, accounts: readonly unknown[] = [acmeAccount()]): string {
  const path = join(folder, name);
  const changes = { providers, server: { port: 0 }, store: { type: 'memory' }, shutdown: { delayMs: 0 } };
  writeFileSync(path, JSON.stringify(fileWith(accounts, changes)));
  return path;
}

describe('a configuration file names a package that brings a provider', () => {
  it('by its name: it is served beside the others', async () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere, { recursive: true });
    const file = written('served.json', ['@acme/vault-x'], [monriAccount(), acmeAccount()]);
    const served = await serveCommand(['serve', '--config', file], { folder: elsewhere });
    const query = `{
      paymentProviders { code }
      customer(by: { providerCustomerId: { provider: ACME, customerId: "${acme.customerId}" } }) {
        fullName
        details { ... on AcmeCustomerDetails { tier } }
      }
    }`;
    const response = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({
      data: {
        paymentProviders: [{ code: 'MONRI' }, { code: 'ACME' }],
        customer: { fullName: 'Wile E. Coyote', details: { tier: 'gold' } },
      },
    });
    expect(await served.stop('SIGTERM')).toBe(0);
  });

  it('by its path from the file, which a variable may hold: doctor examines its account', async () => {
    const file = written('doctor.json', { env: 'PROVIDERS' });
    const environment = { PROVIDERS: './beside.js' };
    const { status, output } = await runCommand(['doctor', '--config', file], {
      folder: tmpdir(),
      environment,
    });
    expect(output).toMatch(
      /^acme-1 \(Acme, SANDBOX, tenant acme\)\n {2}configured {2}yes\n {2}reachable {3}yes\n {2}authorised {2}yes\n/,
    );
    expect(status).toBe(0);
  });
});

const missing = 'cannot be found; install the package beside this file, or correct its name or path.';
const madeForAnother = 'use a version of the package that is made for this version of vaultgraph.';

/** Packages that bring no usable provider, with what is said of each. */
const refused: Readonly<Record<string, string>> = {
  'not-there': missing,
  './not-there.js': missing,
  throws: 'cannot be loaded: TypeError: Out of coffee.',
  'other-version':
    "cannot be loaded: SyntaxError: The requested module 'vaultgraph' does not provide an export named 'teleport'.",
  'no-provider': 'has no export named `provider`; let it be what defineProvider returns.',
  'no-settings': 'has a provider without a usable `settings`; make it with defineProvider.',
  'no-answer': `has a provider that does not answer LIST_CUSTOMERS; ${madeForAnother}`,
  'odd-answer': `has a provider that answers TELEPORT, which is no operation; ${madeForAnother}`,
  'taken-code':
    'The code MONRI belongs to two providers, Monri Payments (MONRI) and Acme (MONRI): give one of them another.',
  'taken-title':
    'The title Verifone belongs to two providers, Verifone (VERIFONE) and Verifone (ACME): give one of them another.',
  'other-copy':
    'uses another copy of vaultgraph; name vaultgraph in its peerDependencies, so that it is installed once.',
};

it('each package that brings no usable provider is refused with its place in the file, and nothing else is', async () => {
  const file = written(
    'refused.json',
    ['@acme/vault-x', ...Object.keys(refused)],
    [{ ...acmeAccount(), provider: 'ZED' }],
  );
  const { status, output, errors } = await runCommand(['serve', '--config', file], { folder });
  expect([status, output]).toEqual([2, '']);
  expect(errors.trimEnd().split('\n')).toEqual([
    'The configuration cannot be used:',
    ...Object.values(refused).map((message, index) => `  providers[${index + 1}]: ${message}`),
  ]);
});

it('a list of providers that is none is refused as any other setting is', async () => {
  const file = written('odd.json', 'acme', []);
  const { status, errors } = await runCommand(['serve', '--config', file], { folder });
  expect([status, errors]).toEqual([2, 'The configuration cannot be used:\n  providers: must be a list.\n']);
});
