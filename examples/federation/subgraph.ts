import { buildSubgraphSchema } from '@apollo/subgraph';
import { createYoga } from 'graphql-yoga';
import { listenOn, type Running } from './listen-on.ts';

/** Serves a subgraph on a loopback port. */
export function startSubgraph(module: Parameters<typeof buildSubgraphSchema>[0]): Promise<Running> {
  return listenOn(createYoga({ schema: buildSubgraphSchema(module), logging: false }));
}
