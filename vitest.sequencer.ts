import { matchesGlob, relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longest } from './vitest.projects.ts';

/**
 * The order of the test files. Those with a worker of their own come first: they wait a lot, and the others fill what time
 * they leave. Of both, the longest come first, so that none of them runs alone at the end.
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
  return project.config.isolate ? place : place + longest.length + 1;
}
