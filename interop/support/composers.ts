import { composeServices as composeApollo } from '@apollo/composition';
import { composeServices as composeGuild } from '@theguild/federation-composition';
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { buildASTSchema, GraphQLSchema, parse, print } from 'graphql';
import type { Subgraph } from '../../examples/federation/gateway.ts';

/** A supergraph, or what is wrong. */
export interface Composition {
  /** Errors, warnings and hints alike. */
  readonly complaints: readonly string[];
  /** Empty if there is none. */
  readonly supergraph: string;
  /** What clients see of it. */
  readonly clientSchema: GraphQLSchema;
}

export type Compose = (subgraphs: readonly Subgraph[]) => Composition;

/** Every composition there is for a federation of version 2. */
export const composers: Readonly<Record<string, Compose>> = {
  "Apollo's composition": (subgraphs) => {
    const { errors = [], hints = [], supergraphSdl = '' } = composeApollo(subgraphs.map(toService));
    return {
      complaints: [...errors.map(({ message }) => message), ...hints.map(({ message }) => message)],
      supergraph: supergraphSdl,
      clientSchema: toPublic(supergraphSdl),
    };
  },

  "The Guild's composition": (subgraphs) => {
    const { errors = [], supergraphSdl = '' } = composeGuild(subgraphs.map(toService));
    return {
      complaints: errors.map(({ message }) => message),
      supergraph: supergraphSdl,
      clientSchema: toPublic(supergraphSdl),
    };
  },

  "WunderGraph's composition": (subgraphs) => {
    const composed = federateSubgraphs({
      subgraphs: subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) })),
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    const warnings = composed.warnings.map(({ message }) => message);
    return composed.success
      ? {
          complaints: warnings,
          supergraph: print(composed.federatedGraphAST),
          clientSchema: composed.federatedGraphClientSchema,
        }
      : {
          complaints: [...warnings, ...composed.errors.map(({ message }) => message)],
          supergraph: '',
          clientSchema: nothing,
        };
  },
};

const nothing = new GraphQLSchema({});

function toService({ name, url, sdl }: Subgraph) {
  return { name, url, typeDefs: parse(sdl) };
}

function toPublic(supergraph: string): GraphQLSchema {
  return supergraph === ''
    ? nothing
    : buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph)), { assumeValidSDL: true });
}
