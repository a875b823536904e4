import { execFile, execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';

/** The package in an empty project, as its users have it. */

/** Where the package is installed. */
export const project = mkdtempSync(join(tmpdir(), 'vaultgraph-package-'));
const children: ChildProcess[] = [];

/** Examples as users would have them: they import the package by its name. */
export function copyExample(name: string): void {
  cpSync(`examples/${name}`, join(project, name));
  const text = readFileSync(join(project, name), 'utf8');
  writeFileSync(
    join(project, name),
    text
      .replaceAll("'../src/index.ts'", "'vaultgraph'")
      .replaceAll("'../src/testing/index.ts'", "'vaultgraph/testing'")
      .replaceAll("'../src/testing/contract/index.ts'", "'vaultgraph/testing/contract'"),
  );
}

/** Runs a command in the project and gives what it printed; if it fails, that is in the error. */
export function run(command: string, ...args: readonly string[]): string {
  const options = { cwd: project, encoding: 'utf8', timeout: 120_000 } as const;
  const { status, stdout, stderr } = spawnSync(command, args, options);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** The same while this process answers what it asks. */
export async function finished(command: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: project, timeout: 120_000 });
  return stdout;
}

/** Checks the types of files of the project and gives the complaints. */
export function compile(...files: readonly string[]): string {
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
  return run(tsc, ...flags, ...types, '--ignoreConfig', ...files);
}

/** Starts a program of the project and waits for the line that says where it listens. */
export async function start(
  command: readonly string[],
  pattern: RegExp,
  env: Record<string, string> = {},
): Promise<string> {
  const [program = '', ...args] = command;
  // In its own process group: npx starts the program as a child of its child.
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

/** Installs the package from its tarball. */
beforeAll(() => {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { stdio: 'ignore' });
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? '';
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'a-shop', type: 'module', private: true }),
  );
  // Only what every user installs beside it: the package must bring everything else.
  install(`./${tarball}`, 'graphql@16');
}, 240_000);

export function install(...packages: readonly string[]): void {
  run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', ...packages);
}

afterAll(() => {
  for (const { pid } of children) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  rmSync(project, { recursive: true, force: true });
});
