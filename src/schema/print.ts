import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './index.ts';

/** The graph's contract, in an order that does not depend on where a type is defined. */
export function printGraph(): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
