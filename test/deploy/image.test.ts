import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../support/free-port.ts';
import { idKey } from '../support/configuration.ts';
import { textsOf } from '../support/dockerfile.ts';
import { buildImage, type Image } from '../support/image.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

const written = JSON.parse(readFileSync('deploy/kubernetes/config.json', 'utf8'));

let image: Image;
let redis: RunningRedis;
let port: number;
let folder: string;
beforeAll(async () => {
  image = buildImage('deploy/Dockerfile');
  [redis, port] = await Promise.all([startRedis(), freePort()]);
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-mounts-'));
  const secrets = {
    'id-key': idKey,
    'redis-url': redis.url,
    'monri-merchant-key': 'merchant key',
    'monri-authenticity-token': 'authenticity token',
  };
  for (const [name, text] of Object.entries(secrets)) writeFileSync(join(folder, name), `${text}\n`);
  // What is mounted is elsewhere, and nothing else is different.
  const mounted = JSON.stringify({ ...written, server: { ...written.server, port } });
  writeFileSync(join(folder, 'config.json'), mounted.replaceAll('/run/secrets', folder));
  if (isRoot) chownSync(folder, image.user.uid, image.user.gid);
}, 600_000);
afterAll(async () => {
  await redis.close();
  rmSync(folder, { recursive: true });
  image.remove();
});

const isRoot = process.getuid?.() === 0;

/** As a container of the image would run it: its user, its folder, its environment. */
function surroundings() {
  const environment = {
    ...image.environment,
    VAULTGRAPH_CONFIG: join(folder, 'config.json'),
    VAULTGRAPH_API_KEY_SHA256: 'a'.repeat(64),
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  };
  return { cwd: image.workdir, env: environment, ...(isRoot ? image.user : {}) };
}

/** The health check's command, aimed at the port of this test. */
function healthCheck(): [program: string, args: readonly string[]] {
  const [check = ''] = textsOf(image.stage, 'HEALTHCHECK');
  const [program, ...args] = JSON.parse(check.slice(check.indexOf('CMD ') + 4)) as [string, ...string[]];
  return [program, args.map((text) => text.replace(`:${written.server.port}/`, `:${port}/`))];
}

describe('the image', () => {
  it('holds production dependencies alone, and no tests', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const holds = (name: string): boolean => existsSync(image.at(`/app/node_modules/${name}`));
    expect(Object.keys(dependencies).filter((name) => !holds(name))).toEqual([]);
    expect(
      ['typescript', 'vitest', 'playwright-core'].filter((name) => name in devDependencies && holds(name)),
    ).toEqual([]);
    expect(existsSync(image.at('/app/src'))).toBe(false);
    expect(existsSync(image.at('/app/dist/index.js'))).toBe(true);
  });

  it('is not root’s, and has the Node that the project has', () => {
    expect(image.user.uid).toBeGreaterThan(0);
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(image.stage.from).toBe(`node:${devDependencies.node.replace('^', '')}-bookworm-slim`);
  });

  it('copies nothing that its ignore file keeps out', () => {
    const kept = readFileSync('deploy/Dockerfile.dockerignore', 'utf8').match(/^!.+$/gm) ?? [];
    const copied = readFileSync('deploy/Dockerfile', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('COPY') && !line.includes('--from'))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(new Set(copied)).toEqual(new Set(kept.map((line) => line.slice(1))));
  });

  it('starts as it is written, is healthy and ready, and stops without an error', async () => {
    const [program = '', ...args] = image.command;
    const server: ChildProcess = spawn(program, args, {
      ...surroundings(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise((resolve) =>
      server.once('exit', (status, signal) => resolve(status ?? signal)),
    );
    let errors = '';
    server.stderr?.on('data', (chunk: Buffer) => void (errors += String(chunk)));
    const [check, checkArgs] = healthCheck();
    const run = promisify(execFile);
    try {
      await expect.poll(() => errors).toContain(`:${port}/graphql`);
      await expect(run(check, checkArgs, surroundings())).resolves.toMatchObject({ stderr: '' });
      for (const path of probedPaths())
        expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(200);
    } finally {
      const [signal = ''] = textsOf(image.stage, 'STOPSIGNAL');
      server.kill(signal as NodeJS.Signals);
    }
    expect(await ended).toBe(0);
    await expect(run(check, checkArgs, surroundings())).rejects.toMatchObject({ code: 1 });
  });

  it('has every other command', async () => {
    const [program = '', ...entry] = image.command.slice(0, -1);
    const { stdout } = await promisify(execFile)(program, [...entry, 'keygen'], surroundings());
    expect(stdout).toMatch(/^[\w-]{43}\n$/);
  });
});

function probedPaths(): readonly string[] {
  const { spec } = parse(readFileSync('deploy/kubernetes/deployment.yaml', 'utf8'));
  const [container] = spec.template.spec.containers;
  const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
  return probes.map((probe) => probe.httpGet.path);
}
