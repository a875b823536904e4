import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from 'vitest';
import { alone, longest, slow } from '../vitest.projects.ts';
import { importsOf } from './support/imports.ts';

/** Modules with which a test starts a process, and what changes something that all of a worker share. */
const starting = new Set(['node:child_process', 'playwright-core']);
const changing = /\bregisterProvider\(|\bwayIn\.current = /;

const tests = globSync('{src,test}/**/*.test.ts').map((path) => path.replaceAll('\\', '/'));
const isSlow = (path: string) => slow.some((pattern) => posix.matchesGlob(path, pattern));

/** Everything of the tests that a file imports, itself included; packages by their names. */
function reached(path: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const isOfTests = path.startsWith('test/') || path.endsWith('.test.ts');
  if (!isOfTests || !existsSync(path)) return seen;
  for (const { target } of importsOf({ path, text: readFileSync(path, 'utf8') })) reached(target, seen);
  return seen;
}

it('no quick test starts a process or changes what others of its worker see', () => {
  const quick = tests.filter((path) => !isSlow(path) && path !== 'test/projects.test.ts');
  expect(quick.length).toBeGreaterThan(100);
  const found = quick.filter(
    (path) =>
      [...reached(path)].some((target) => starting.has(target)) || changing.test(readFileSync(path, 'utf8')),
  );
  expect(found).toEqual([]);
});

it('every pattern of slow and of long tests finds one', () => {
  const all = [...tests, ...globSync('{console/test,interop/{clients,federation}}/**/*.test.ts')];
  const idle = [...slow, ...alone, ...longest].filter(
    (pattern) => !all.some((path) => posix.matchesGlob(path, pattern)),
  );
  expect(idle).toEqual([]);
});
