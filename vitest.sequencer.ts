import { matchesGlob, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longest, projects } from './vitest.projects.ts';

/**
 * The order of the test files. A project runs in one piece, because a worker that goes on with the same project is kept. Those
 * that run in processes come first: they wait a lot, and the quick ones fill what time they leave. In each, the longest come
 * first, so that none of them runs alone at the end.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- This is no array's.
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

function placeOf({ project, moduleId }: TestSpecification): number {
  const path = relative(import.meta.dirname, moduleId);
  const index = longest.findIndex((pattern) => matchesGlob(path, pattern));
  const place = index === -1 ? longest.length : index;
  return projects.indexOf(project.name) * (longest.length + 1) + place;
}
