import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { printClientGraph } from '../src/schema/print.ts';

/**
 * The contract as clients have it. It is replaced by `schema.graphql` when a version is released, and never to make
 * this test pass.
 */
const released = readFileSync('test/released.graphql', 'utf8');

async function breakingChanges(before: GraphQLSchema, after: GraphQLSchema): Promise<readonly string[]> {
  const changes = await diff(before, after);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ message }) => message);
}

describe('the contract', () => {
  it('breaks no client of the released one', async () => {
    expect(await breakingChanges(buildSchema(released), buildSchema(printClientGraph()))).toEqual([]);
  });

  it.each([
    ['a field is gone', /\n {2}fullName: String/, '\n  wholeName: String'],
    ['a field may be null', /totalCount: Int/, 'totalCount: String'],
    ['an argument must be given', /after: String\n/, 'after: String!\n'],
    ['a value is gone', /\n {2}REVOKED/, '\n  TAKEN_BACK'],
  ])('is seen to break them where %s', async (_name, pattern, replacement) => {
    const broken = printClientGraph().replace(pattern, replacement);
    expect(broken).not.toBe(printClientGraph());
    expect(await breakingChanges(buildSchema(released), buildSchema(broken))).not.toEqual([]);
  });
});
