import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printClientGraph } from '../src/graph/print.ts';

/**
 * The contract as clients have it. It is replaced by `schema.graphql` when a version is released, and never to make
 * this test pass.
 */
const released = readFileSync('test/released.graphql', 'utf8');

/** Breaks that were decided: each has its page in `docs/decisions/`. */
const decided: readonly string[] = [
  "Field 'RegistrationLink.status' changed type from 'RegistrationLinkStatus!' to 'RegistrationLinkStatus'",
];

async function breakingChanges(before: GraphQLSchema, after: GraphQLSchema): Promise<readonly string[]> {
  const changes = await diff(before, after);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

describe('the contract', () => {
  it('breaks clients of the released one where that was decided, and nowhere else', async () => {
    const changes = await breakingChanges(buildSchema(released), buildSchema(printClientGraph()));
    expect(changes).toEqual(decided);
  });

  it.each([
    ['a field is gone', /\n {2}fullName: String/, '\n  wholeName: String'],
    ['a field may be null', /totalCount: Int/, 'totalCount: String'],
    ['an argument must be given', /after: String\n/, 'after: String!\n'],
    ['a value is gone', /\n {2}REVOKED/, '\n  TAKEN_BACK'],
  ])('is seen to break them if %s', async (_name, pattern, replacement) => {
    const broken = printClientGraph().replace(pattern, replacement);
    expect(broken).not.toBe(printClientGraph());
    expect(await breakingChanges(buildSchema(released), buildSchema(broken))).not.toEqual([]);
  });
});
