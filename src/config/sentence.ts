import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
};

/** What is wrong, for the author of the file, never with a value. Undefined if the schema brings its own sentence. */
export function sentenceOf(issue: z.core.$ZodRawIssue): string | undefined {
  const wanted = wantedOf(issue);
  if (wanted !== undefined)
    return isMissing(issue) ? `is missing; it must be ${wanted}` : `must be ${wanted}`;
  return issue.code === 'too_small' && issue.minimum === 1 ? 'must not be empty' : undefined;
}

function wantedOf(issue: z.core.$ZodRawIssue): string | undefined {
  const { code } = issue;
  if (code === 'invalid_type') return kinds[issue.expected];
  if (code === 'invalid_value') return oneOf(issue.values);
  if (code === 'invalid_union') return Array.isArray(issue['options']) ? oneOf(issue['options']) : undefined;
  if (code === 'invalid_format' && issue.format === 'url')
    return 'an address such as https://api.example.com';
  if (code === 'too_small' && issue.origin === 'number') return `${issue.minimum} or more`;
  if (code === 'too_big' && issue.origin === 'number') return `${issue.maximum} or less`;
  return undefined;
}

/** A union's issue is about the key that says which of its alternatives is meant. */
function isMissing({ input, code, ...issue }: z.core.$ZodRawIssue): boolean {
  if (code !== 'invalid_union') return input === undefined;
  return !Object.hasOwn(Object(input), String(issue['discriminator']));
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(', ')}`;
}
