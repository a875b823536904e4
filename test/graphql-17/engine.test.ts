import { readFileSync } from 'node:fs';
import { GraphQLSchema, versionInfo } from 'graphql';
import { expect, it } from 'vitest';
import { builder } from '../../src/builder/builder.ts';
import { schema } from '../../src/graph/index.ts';
import { printGraph } from '../../src/graph/print.ts';

it('is graphql 17, one copy of it for this project and for Pothos', () => {
  expect(versionInfo.major).toBe(17);
  expect(builder.toSchema()).toBeInstanceOf(GraphQLSchema);
  expect(schema).toBeInstanceOf(GraphQLSchema);
});

it('prints the contract to the letter', () => {
  expect(printGraph()).toBe(readFileSync('schema.graphql', 'utf8'));
});
