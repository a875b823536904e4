import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileWith } from './support/configuration.ts';
import { compile, copyExample, finished, install, project, run, start } from './support/packed.ts';
import { acmeModule, listenAsAcme } from './support/provider-package.ts';

function asking(url: string) {
  return async (query: string, variables = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
}

async function firstName(url: string): Promise<unknown> {
  const { data } = await asking(url)('{ customers(first: 1, providers: [MONRI]) { nodes { fullName } } }');
  return data.customers.nodes[0].fullName;
}

/** A third-party package that brings a provider. */
const vaultX = {
  name: '@acme/vault-x',
  version: '1.0.0',
  type: 'module',
  exports: './index.js',
  peerDependencies: { vaultgraph: '*', zod: '^4' },
};

/** What a program gets that imports the package; types apart. */
const values = [
  'AccessDeniedError',
  'AlreadyExistsError',
  'IdKeyUnknownError',
  'IdempotencyConflictError',
  'InvalidInputError',
  'NotFoundError',
  'OutcomeUnknownError',
  'ProviderError',
  'StaleWriteError',
  'StoreUnavailableError',
  'StoreUnfitError',
  'UncheckedCredentialError',
  'UnsupportedOperationError',
  'VaultError',
  'builder',
  'connectAccounts',
  'createAccountCache',
  'createApiKeys',
  'createAuthenticate',
  'createBudget',
  'createClient',
  'createJwtVerifier',
  'createLogger',
  'createMemoryCache',
  'createMemoryStore',
  'createServer',
  'createShopperJwtVerifier',
  'createShopperTokens',
  'createSqliteIndexStore',
  'createSqliteStore',
  'createStreams',
  'createTenant',
  'defineProvider',
  'definitions',
  'differs',
  'errorCodes',
  'headerSecret',
  'holds',
  'inputIssueCodes',
  'judge',
  'on',
  'open',
  'orNull',
  'path',
  'personal',
  'publicText',
  'readTrustedDocuments',
  'registerProvider',
  'scopes',
  'secret',
  'toEntry',
  'toPage',
  'toWindow',
  'unknown',
  'upstreamUrl',
  'wire',
  'withAuthorization',
  'withToken',
];

describe('the package in an empty project', () => {
  it('holds the program, its declarations and the contract, and neither tests nor maps of what is not there', () => {
    const files = readdirSync(join(project, 'node_modules/vaultgraph'), { recursive: true }).map(String);
    const wanted = ['dist/index.js', 'dist/index.d.ts', 'dist/cli/bin.js', 'schema.graphql', 'LICENSE'];
    expect(files).toEqual(expect.arrayContaining([...wanted, 'vaultgraph.config.example.json']));
    expect(files.filter((file) => /\.(test|testing)\.|\.map$/.test(file))).toEqual([]);
  });

  it('exports what it promises', () => {
    const program = `
      import { readFileSync } from 'node:fs';
      import * as vaultgraph from 'vaultgraph';
      import * as testing from 'vaultgraph/testing';
      const sdl = readFileSync(new URL(import.meta.resolve('vaultgraph/schema.graphql')), 'utf8');
      process.stdout.write(JSON.stringify({ names: Object.keys(vaultgraph), forTests: Object.keys(testing), sdl }));`;
    writeFileSync(join(project, 'exports.js'), program);
    const { names, forTests, sdl } = JSON.parse(run('node', 'exports.js'));
    expect(names).toEqual(values);
    expect(forTests.join(' ')).toBe('compareCassettes emulators readCassettes recordedAccount replay route');
    expect(sdl).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  it('is a command', () => {
    expect(run('npx', 'vaultgraph', 'keygen')).toMatch(/^[\w-]{43}\n$/);
    expect(run('npx', 'vaultgraph', 'schema')).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  it('says in words that a Node is too old', () => {
    const older =
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })";
    const { status, stderr } = spawnSync(
      'node',
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(older)}`,
        'node_modules/vaultgraph/dist/cli/bin.js',
        'keygen',
      ],
      { cwd: project, encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/^vaultgraph needs Node 24 or newer; this is v/),
    ]);
  });

  it('runs the sandbox', async () => {
    const origin = await start(
      ['npx', 'vaultgraph', 'sandbox', '--port', '0'],
      /GraphQL +(http:\S+)\/graphql/,
    );
    expect(await firstName(`${origin}/graphql`)).toEqual(expect.any(String));
    expect(await (await fetch(`${origin}/console`)).text()).toContain('<div id="root">');
  });
});

describe('the examples, as programs outside the repository', () => {
  const examples = [
    'tenant.ts',
    'acme.ts',
    'acme-customer.ts',
    'acme-emulator.ts',
    'custom-provider.ts',
    'embed-in-node.ts',
    'embed-in-hono.ts',
  ];

  beforeAll(() => {
    const home = join(project, 'vault-x');
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), JSON.stringify(vaultX));
    writeFileSync(join(home, 'index.js'), acmeModule);
    run('npm', 'pack', './vault-x');
    install('hono', '@hono/node-server', '@whatwg-node/server', 'zod', './acme-vault-x-1.0.0.tgz');
    for (const name of examples) copyExample(name);
  }, 240_000);

  it('runs on a plain Node server', async () => {
    const port = await start(['node', 'embed-in-node.ts'], /port: (\d+)/, { PORT: '0' });
    expect(await firstName(`http://127.0.0.1:${port}/graphql`)).toEqual(expect.any(String));
  });

  it('runs in a Hono application', async () => {
    const port = await start(['node', 'embed-in-hono.ts'], /port: (\d+)/, { PORT: '0' });
    expect(await firstName(`http://127.0.0.1:${port}/graphql`)).toEqual(expect.any(String));
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('A shop.');
  });

  it('takes a provider from outside', () => {
    expect(run('node', 'custom-provider.ts')).toBe(
      '{"customer":{"fullName":"Wile E. Coyote","details":{"tier":"gold"}}}\n',
    );
  });

  it('finds a provider in a package that the configuration names', async () => {
    const acme = await listenAsAcme();
    const account = { key: 'acme-1', provider: 'ACME', environment: 'SANDBOX' };
    const config = fileWith([{ ...account, settings: acme.settings }], { providers: ['@acme/vault-x'] });
    writeFileSync(join(project, 'vaultgraph.config.json'), JSON.stringify(config));
    const report = await finished('npx', 'vaultgraph', 'doctor', '--config', 'vaultgraph.config.json');
    await acme.close(0);
    expect(report).toMatch(
      /^acme-1 .*\n {2}configured {2}yes\n {2}reachable {3}yes\n {2}authorised {2}yes\n/,
    );
  });

  it('holds a provider from outside to the contract', () => {
    copyExample('acme.contract.test.ts');
    for (const name of ['vitest', 'fast-check']) {
      symlinkSync(join(process.cwd(), 'node_modules', name), join(project, 'node_modules', name));
    }
    const vitest = join(process.cwd(), 'node_modules/vitest/vitest.mjs');
    run('node', vitest, 'run', '--reporter=json', '--outputFile=contract.json');
    const { numPassedTests, numFailedTests } = JSON.parse(
      readFileSync(join(project, 'contract.json'), 'utf8'),
    );
    expect(numFailedTests).toBe(0);
    expect(numPassedTests).toBeGreaterThan(100);
  });

  it('are typed', () => {
    expect(compile(...examples)).toBe('');
  });
});

describe('the package beside graphql 17', () => {
  beforeAll(() => install('graphql@17'), 240_000);

  it('is installed with one copy of it, which every package takes', () => {
    const [version, ...others] = new Set(
      run('npm', 'ls', 'graphql', '--all', '--parseable', '--long').match(/graphql@\d[^:\s]*/g),
    );
    expect(version).toMatch(/^graphql@17\./);
    expect(others).toEqual([]);
  });

  it('prints the same contract', () => {
    expect(run('npx', 'vaultgraph', 'schema')).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  it('answers lists, mutations, introspection, a supergraph, and what is wrong with a request', async () => {
    const origin = await start(
      ['npx', 'vaultgraph', 'sandbox', '--port', '0'],
      /GraphQL +(http:\S+)\/graphql/,
    );
    const ask = asking(`${origin}/graphql`);
    const customer = { email: 'ana@example.com', firstName: 'Ana', lastName: 'Horvat' };
    const create =
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { ... on CreateCustomerSuccess { customer { id fullName } } } }';
    const created = await ask(create, { input: { provider: 'BANKING_SERVICE', customer } });
    const { id, fullName } = created.data.createCustomer.customer;
    expect(fullName).toBe('Ana Horvat');
    const read =
      'query ($keys: [_Any!]!, $with: Boolean!) { customers(providers: [MONRI]) { nodes { id } } service: _service { sdl } entities: _entities(representations: $keys) { ... on Customer { fullName createdAt @skip(if: $with) } } type: __type(name: "Query") { name } }';
    const keys = [{ __typename: 'Customer', id }];
    const { data, errors } = await ask(read, { keys, with: true });
    expect(errors).toBeUndefined();
    // The default of `first`.
    expect(data.customers.nodes).toHaveLength(20);
    expect(data.service.sdl).toBe(readFileSync('schema.graphql', 'utf8'));
    expect(data.entities).toEqual([{ fullName: 'Ana Horvat' }]);
    expect(data.type).toEqual({ name: 'Query' });
    const refused = await ask('query ($first: Int!) { customers(first: $first) { nodes { id } } }', {
      first: 'x',
    });
    expect(refused.errors[0].extensions).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: ['first'] }],
    });
  });

  it('is typed', () => {
    const files = ['embed-in-node.ts', 'tenant.ts'];
    for (const name of files) copyExample(name);
    expect(compile(...files)).toBe('');
  });
});
