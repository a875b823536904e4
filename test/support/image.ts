import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseDockerfile, textsOf, type Stage } from './dockerfile.ts';

/** What a Dockerfile makes, in a folder instead of a container: there is no container engine here. */
export interface Image {
  /** Where a path of the image is. */
  readonly at: (path: string) => string;
  readonly stage: Stage;
  /** As `docker run IMAGE` starts it. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workdir: string;
  readonly user: { readonly uid: number; readonly gid: number };
  readonly remove: () => void;
}

/** The development dependencies are installed here already, by the same lock file. */
const installedHere = 'npm ci --ignore-scripts --no-audit --no-fund';

/** Carries out a Dockerfile: every file is copied, every command run, as it is written. */
export function buildImage(file: string): Image {
  const root = mkdtempSync(join(tmpdir(), 'vaultgraph-image-'));
  chmodSync(root, 0o755);
  const stages = parseDockerfile(readFileSync(file, 'utf8'));
  const folders = new Map<string, string>();
  for (const [index, stage] of stages.entries()) {
    const folder = join(root, stage.name ?? `stage-${index}`);
    folders.set(stage.name ?? '', folder);
    let workdir = folder;
    for (const { name, text } of stage.instructions) {
      if (name === 'WORKDIR') mkdirSync((workdir = join(folder, text)), { recursive: true });
      if (name === 'COPY') copy(text, workdir, folders);
      if (name === 'RUN') runIn(workdir, text);
    }
  }
  const stage = stages.at(-1);
  if (!stage) throw new Error('The Dockerfile is empty.');
  const last = folders.get('') ?? root;
  const [workdir = '/'] = textsOf(stage, 'WORKDIR');
  const [uid = 0, gid = 0] = textsOf(stage, 'USER').at(-1)?.split(':').map(Number) ?? [];
  return {
    stage,
    at: (path) => join(last, path),
    command: ['ENTRYPOINT', 'CMD'].flatMap((name) => JSON.parse(textsOf(stage, name).at(-1) ?? '[]')),
    environment: Object.fromEntries(textsOf(stage, 'ENV').map((line) => line.split('='))),
    workdir: join(last, workdir),
    user: { uid, gid },
    remove: () => rmSync(root, { recursive: true }),
  };
}

function copy(text: string, workdir: string, folders: ReadonlyMap<string, string>): void {
  const [first = '', ...others] = text.split(/\s+/);
  const [, stage] = /^--from=(.+)$/.exec(first) ?? [];
  const paths = stage === undefined ? [first, ...others] : others;
  const target = join(workdir, paths.at(-1) ?? '');
  for (const path of paths.slice(0, -1)) {
    const source = stage === undefined ? path : join(folders.get(stage) ?? '', path);
    if (!existsSync(source)) throw new Error(`There is no ${path} to copy.`);
    const isInto = paths.length > 2 || target.endsWith('/');
    cpSync(source, isInto ? join(target, basename(path)) : target, {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

function runIn(workdir: string, command: string): void {
  if (command === installedHere)
    symlinkSync(join(process.cwd(), 'node_modules'), join(workdir, 'node_modules'));
  else {
    // What was downloaded before is not downloaded again.
    const env = { ...process.env, npm_config_prefer_offline: 'true' };
    execFileSync('sh', ['-c', command], { cwd: workdir, env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
