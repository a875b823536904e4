import { buildASTSchema, parse, printSchema } from 'graphql';
import { schema } from './index.ts';
import { printSubgraph } from './federation/subgraph.ts';

/** The graph's contract: what `schema.graphql` holds and `_service` answers. */
export function printGraph(): string {
  return printSubgraph(schema);
}

/** The contract for tools that know no federation: the same types, and no directives but GraphQL's own. */
export function printClientGraph(): string {
  return `${printSchema(buildASTSchema(parse(printGraph()), { assumeValidSDL: true }))}\n`;
}
