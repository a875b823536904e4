import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../scripts/state-repository.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-release-'));
  cpSync('package.json', join(folder, 'package.json'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function prepare(env: Readonly<Record<string, string>>) {
  const { GITHUB_REPOSITORY: _github, CI_PROJECT_URL: _gitlab, ...rest } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [script], {
    cwd: folder,
    env: { ...rest, ...env },
    encoding: 'utf8',
  });
  const { repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { status, stderr, repository };
}

describe('a release', () => {
  it.each([
    [
      'GitHub Actions',
      { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'shop/vaultgraph' },
      'git+https://github.com/shop/vaultgraph.git',
    ],
    [
      'GitLab CI',
      { CI_PROJECT_URL: 'https://gitlab.com/shop/vaultgraph' },
      'git+https://gitlab.com/shop/vaultgraph.git',
    ],
  ])('says which repository it is from: %s', (_service, env, url) => {
    expect(prepare(env)).toMatchObject({ status: 0, repository: { type: 'git', url } });
  });

  it('is not published from anywhere else', () => {
    const { status, stderr, repository } = prepare({});
    expect([status, repository]).toEqual([1, undefined]);
    expect(stderr).toMatch(/^A release is published by GitHub Actions or GitLab CI/);
  });
});
