import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z.object({
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      'timeout-minutes': z.number(),
      permissions: z.record(z.string(), z.string()).optional(),
      steps: z.array(step),
    }),
  ),
});

const files = globSync('.github/workflows/*.yml').map((path) => {
  const text = readFileSync(path, 'utf8');
  return { path, text, workflow: workflow.parse(parse(text)) };
});
const manifest = z
  .object({ scripts: z.record(z.string(), z.string()), publishConfig: z.object({ provenance: z.boolean() }) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

function stepsIn(path: string) {
  const found = files.find((file) => file.path.endsWith(path));
  return Object.values(found?.workflow.jobs ?? {}).flatMap(({ steps }) => steps);
}

describe.each(files)('$path', ({ text, workflow: { permissions, jobs } }) => {
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('uses actions by their commits, with the version beside it', () => {
    const uses = text.match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((line) => !/^uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it('may read the repository, and leaves no credential behind', () => {
    expect(permissions).toEqual({ contents: 'read' });
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((one) => one.with?.['persist-credentials'])).toEqual(checkouts.map(() => false));
  });

  it('runs scripts and names files that are there', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    const scripts = commands.flatMap((run) =>
      [...run.matchAll(/npm (?:run )?(test(?::\w+)?)/g)].map(([, name]) => name),
    );
    expect(scripts.filter((name = '') => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    const paths = commands.flatMap((run) => run.match(/\bdeploy\/[\w./-]+/g) ?? []);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('CI', () => {
  it('tests what is pushed and proposed, builds the image, and asks for known weaknesses', () => {
    const commands = stepsIn('test.yml').flatMap(({ run }) => run ?? []);
    const wanted = [
      'npm ci',
      'npm test',
      'npm audit --omit=dev --audit-level=high',
      'docker build -f deploy/Dockerfile -t vaultgraph .',
      'kubectl kustomize deploy/kubernetes',
    ];
    expect(commands).toEqual(expect.arrayContaining(wanted));
  });

  it('releases a tag with provenance, tested, and built of nothing that is cached', () => {
    const release = files.find(({ path }) => path.endsWith('release.yml'));
    expect(release?.workflow.jobs['npm']?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(manifest.publishConfig.provenance).toBe(true);
    const commands = stepsIn('release.yml').flatMap(({ run }) => run ?? []);
    expect(commands.indexOf('npm test')).toBeGreaterThan(0);
    expect(commands.at(-1)).toBe('npm publish');
    expect(stepsIn('release.yml').filter((one) => one.with && 'cache' in one.with)).toEqual([]);
  });
});

describe('dependency updates', () => {
  const update = z.object({
    'package-ecosystem': z.string(),
    directory: z.string().optional(),
    directories: z.array(z.string()).optional(),
  });
  const { updates } = z
    .object({ updates: z.array(update) })
    .parse(parse(readFileSync('.github/dependabot.yml', 'utf8')));
  const filesOf: Readonly<Record<string, string>> = {
    npm: 'package.json',
    docker: 'Dockerfile',
    'docker-compose': 'compose.yaml',
    'github-actions': '.github/workflows',
  };

  it('know every place that has dependencies', () => {
    const places = updates.flatMap(({ 'package-ecosystem': ecosystem, directory, directories = [] }) =>
      [...directories, ...(directory === undefined ? [] : [directory])].map((folder) =>
        join('.', folder, filesOf[ecosystem] ?? ecosystem),
      ),
    );
    const manifests = globSync('{.,bench,console,interop,examples/*,scripts/*}/package.json').map((path) =>
      join('.', path),
    );
    const wanted = [...manifests, '.github/workflows', 'deploy/Dockerfile', 'deploy/compose.yaml'];
    expect(places.toSorted()).toEqual(wanted.toSorted());
  });
});
