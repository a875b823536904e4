import type { FailurePartsFragment } from '../graphql/graphql.ts';
import { labelOf } from '../parts/labels.ts';

/** What is wrong with an input, by the dotted path of the field as a form knows it. */
export type Issues = ReadonlyMap<string, readonly string[]>;

export const noIssues: Issues = new Map();

/** The issues of a failure: paths without what an input wraps its fields in, and without indexes. */
export function issuesOf(failure: FailurePartsFragment | null): Issues {
  const issues = new Map<string, readonly string[]>();
  if (!failure || !('issues' in failure)) return issues;
  for (const { path, message } of failure.issues) {
    const field = path
      .filter((part) => !['customer', 'patch'].includes(part) && !/^\d+$/.test(part))
      .join('.');
    issues.set(field, [...(issues.get(field) ?? []), sentence(message)]);
  }
  return issues;
}

/** A message as people say it: without the name of the field it stands beside, and other fields by their labels. */
function sentence(message: string): string {
  const rest = message.replace(/^[a-z][\w.]*\s+(?=is|has|must|contradicts)/, '');
  const named = rest.replaceAll(/\b[a-z]+[A-Z]\w*\b/g, (name) => labelOf(name).toLowerCase());
  return named.charAt(0).toUpperCase() + named.slice(1);
}
