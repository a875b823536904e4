import { createGatewayRuntime, createLoggerFromLogging } from '@graphql-hive/gateway-runtime';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { listenOn, type Running } from './listen-on.ts';

/** A part of the supergraph: where it answers, and what it says of itself. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What subgraphs need of a client's request: who asks, and the trace it belongs to. */
export const forwardedHeaders = ['authorization', 'x-api-key', 'traceparent', 'tracestate'] as const;

/** The SDL of a subgraph, as it says itself to those who may ask. */
export async function readSdl(url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ service: _service { sdl } }' }),
  });
  const { data } = await response.json();
  if (typeof data?.service?.sdl === 'string') return data.service.sdl;
  throw new Error(`${url} did not tell its SDL: status ${response.status}.`);
}

/** One graph out of several; throws every reason why they do not fit. */
export function compose(subgraphs: readonly Subgraph[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  throw new Error(composed.errors.map(({ message }) => message).join('\n'));
}

/** Serves a supergraph on a loopback port. */
export async function startGateway(supergraph: string, port = 0): Promise<Running> {
  const gateway = createGatewayRuntime({
    supergraph,
    logging: createLoggerFromLogging('error'),
    landingPage: false,
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) =>
        Object.fromEntries(
          forwardedHeaders.flatMap((name) => {
            const value = request.headers.get(name);
            return value === null ? [] : [[name, value]];
          }),
        ),
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
