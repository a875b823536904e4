import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = mkdtempSync(join(tmpdir(), 'vaultgraph-package-'));
const children: ChildProcess[] = [];

/** Examples as somebody outside would have them: they import the package by its name. */
function copyExample(name: string): void {
  cpSync(`examples/${name}`, join(project, name));
  const text = readFileSync(join(project, name), 'utf8');
  writeFileSync(join(project, name), text.replaceAll("'../src/index.ts'", "'vaultgraph'"));
}

/** Runs a command in the project and gives what it printed; where it fails, that is in the error. */
function run(command: string, ...args: readonly string[]): string {
  const options = { cwd: project, encoding: 'utf8', timeout: 120_000 } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** Starts a program of the project and waits for the line that says where it listens. */
async function start(
  command: readonly string[],
  pattern: RegExp,
  env: Record<string, string> = {},
): Promise<string> {
  const [program = '', ...args] = command;
  // A group of its own: npx starts the program as a child of its child.
  const child = spawn(program, args, { cwd: project, env: { ...process.env, ...env }, detached: true });
  children.push(child);
  let printed = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const match = pattern.exec(printed);
      if (match) resolve(match[1] ?? '');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', () => reject(new Error(printed)));
  });
}

async function firstName(url: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ customers(first: 1, providers: [MONRI]) { nodes { fullName } } }' }),
  });
  const { data } = await response.json();
  return data.customers.nodes[0].fullName;
}

beforeAll(() => {
  rmSync('dist', { recursive: true, force: true });
  execFileSync('npm', ['run', 'build'], { stdio: 'ignore' });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { stdio: 'ignore' });
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? '';
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'a-shop', type: 'module', private: true }),
  );
  // Nothing beside it but what everybody installs with it: whatever else it needs it has to bring.
  install(`./${tarball}`, 'graphql');
}, 240_000);

function install(...packages: readonly string[]): void {
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages);
}

afterAll(() => {
  for (const { pid } of children) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  rmSync(project, { recursive: true, force: true });
});

/** What a program gets that imports the package; types apart. */
const values = [
  'AccessDeniedError',
  'AlreadyExistsError',
  'IdempotencyConflictError',
  'InvalidInputError',
  'NotFoundError',
  'OutcomeUnknownError',
  'ProviderError',
  'StaleWriteError',
  'StoreUnavailableError',
  'UncheckedCredentialError',
  'UnsupportedOperationError',
  'VaultError',
  'builder',
  'connectAccounts',
  'createApiKeys',
  'createAuthenticate',
  'createBudget',
  'createClient',
  'createJwtVerifier',
  'createLogger',
  'createMemoryStore',
  'createServer',
  'createSqliteStore',
  'createTenant',
  'defineProvider',
  'definitions',
  'errorCodes',
  'inputIssueCodes',
  'judge',
  'on',
  'orNull',
  'path',
  'personal',
  'readTrustedDocuments',
  'registerProvider',
  'route',
  'scopes',
  'secret',
  'toEntry',
  'toPage',
  'toWindow',
  'upstreamUrl',
  'withAuthorization',
  'withToken',
];

describe('the package in an empty project', () => {
  it('holds the program, its declarations and the contract, and neither tests nor maps of what is not there', () => {
    const files = readdirSync(join(project, 'node_modules/vaultgraph'), { recursive: true }).map(String);
    const wanted = ['dist/index.js', 'dist/index.d.ts', 'dist/bin.js', 'schema.graphql', 'LICENSE'];
    expect(files).toEqual(expect.arrayContaining([...wanted, 'vaultgraph.config.example.json']));
    expect(files.filter((file) => /\.(test|testing)\.|\.map$/.test(file))).toEqual([]);
  });

  it('exports what it promises', () => {
    const program = `
      import { readFileSync } from 'node:fs';
      import * as vaultgraph from 'vaultgraph';
      const sdl = readFileSync(new URL(import.meta.resolve('vaultgraph/schema.graphql')), 'utf8');
      process.stdout.write(JSON.stringify({ names: Object.keys(vaultgraph), sdl }));`;
    writeFileSync(join(project, 'exports.js'), program);
    const { names, sdl } = JSON.parse(run('node', 'exports.js'));
    expect(names).toEqual(values);
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
        'node_modules/vaultgraph/dist/bin.js',
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
  });
});

describe('the examples, as programs of somebody outside', () => {
  const examples = ['tenant.ts', 'custom-provider.ts', 'embed-in-node.ts', 'embed-in-hono.ts'];

  beforeAll(() => {
    install('hono', '@hono/node-server', '@whatwg-node/server', 'zod');
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

  it('are typed', () => {
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--skipLibCheck',
      '--allowImportingTsExtensions',
    ];
    const types = ['--typeRoots', join(process.cwd(), 'node_modules/@types'), '--types', 'node'];
    const tsc = join(process.cwd(), 'node_modules/.bin/tsc');
    expect(run(tsc, ...flags, ...types, '--ignoreConfig', ...examples)).toBe('');
  });
});
