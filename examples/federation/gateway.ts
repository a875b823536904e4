import {
  createGatewayRuntime,
  createLoggerFromLogging,
  type GatewayConfigSupergraph,
} from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { listenOn, type Running } from './listen-on.ts';

/** A part of the supergraph: where it answers, and what it says of itself. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What subgraphs need of a client's request: who asks. */
export const forwardedHeaders = ['authorization', 'x-api-key'] as const;

/** Says to vaultgraph who the gateway is, beside its client's own credential. */
export const gatewayHeader = 'x-vaultgraph-gateway-key';

/** The SDL of a subgraph, as it says itself to those who may ask. */
export async function readSdl(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ service: _service { sdl } }' }),
  });
  const { data } = await response.json();
  if (typeof data?.service?.sdl === 'string') return data.service.sdl;
  throw new Error(`${url} did not return its SDL: status ${response.status}.`);
}

/** One graph out of several; throws every reason why they do not fit. */
export function compose(subgraphs: readonly Subgraph[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  throw new Error(composed.errors.map(({ message }) => message).join('\n'));
}

/** How a supergraph is served. */
export interface GatewayOptions {
  /** Any that is free, if it is not said. */
  readonly port?: number;
  /** The gateway's own API key at the subgraph `vaultgraph`; without it, every client needs `vault:explore`. */
  readonly gatewayKey?: string | undefined;
  /** How the gateway itself authenticates a client; without it, the subgraphs alone do. */
  readonly genericAuth?: GatewayConfigSupergraph['genericAuth'];
}

/** Serves a supergraph on a loopback port. */
export async function startGateway(
  supergraph: string,
  { port = 0, gatewayKey, genericAuth }: GatewayOptions = {},
): Promise<Running> {
  const gateway = createGatewayRuntime({
    supergraph,
    ...(genericAuth && { genericAuth }),
    logging: createLoggerFromLogging('error'),
    landingPage: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName }) => ({
        ...credentialOf(request),
        // Subscriptions go by GET, which needs a header that no page of another site can send.
        'graphql-require-preflight': '1',
        // Anyone else who gets it could pass for the gateway.
        ...(gatewayKey !== undefined && subgraphName === 'vaultgraph' && { [gatewayHeader]: gatewayKey }),
      }),
    },
  });
  const { url, close } = await listenOn(gateway, port);
  return {
    url,
    close: async () => {
      await close();
      await gateway[Symbol.asyncDispose]();
    },
  };
}

function credentialOf({ headers }: Request): Record<string, string> {
  return Object.fromEntries(
    forwardedHeaders.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}
