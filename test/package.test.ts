import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
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

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: project, encoding: 'utf8', timeout: 120_000 });
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
  const added = ['hono', '@hono/node-server', '@whatwg-node/server', 'zod'];
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`, ...added);
  for (const name of ['tenant.ts', 'custom-provider.ts', 'embed-in-node.ts', 'embed-in-hono.ts'])
    copyExample(name);
}, 240_000);

afterAll(() => {
  for (const { pid } of children) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  rmSync(project, { recursive: true, force: true });
});

describe('the package in an empty project', () => {
  it('holds the program, its declarations and the contract, and no tests', () => {
    const files = readdirSync(join(project, 'node_modules/vaultgraph'), { recursive: true }).map(String);
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/index.js',
        'dist/index.d.ts',
        'dist/cli.js',
        'schema.graphql',
        'LICENSE',
      ]),
    );
    expect(files.filter((file) => /\.(test|testing)\./.test(file))).toEqual([]);
  });

  it('is a command', () => {
    expect(run('npx', 'vaultgraph', 'keygen')).toMatch(/^[\w-]{43}\n$/);
    expect(run('npx', 'vaultgraph', 'schema')).toBe(readFileSync('schema.graphql', 'utf8'));
  });

  it('runs the sandbox', async () => {
    const origin = await start(
      ['npx', 'vaultgraph', 'sandbox', '--port', '0'],
      /GraphQL +(http:\S+)\/graphql/,
    );
    expect(await firstName(`${origin}/graphql`)).toEqual(expect.any(String));
  });

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

  it('is typed', () => {
    writeFileSync(
      join(project, 'typed.ts'),
      "import { createServer, type Vault } from 'vaultgraph';\nconst made: Promise<(request: Request) => Promise<Response>> = createServer({} as never);\nconst vault: Vault['getCustomer'] | undefined = undefined;\nvoid made; void vault;\n",
    );
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      '--skipLibCheck',
      '--types',
      '',
    ];
    const tsc = join(process.cwd(), 'node_modules/.bin/tsc');
    expect(run(tsc, ...flags, 'typed.ts')).toBe('');
  });
});
