import { ApolloGateway, RemoteGraphQLDataSource, type ServiceEndpointDefinition } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import {
  compose,
  forwardedHeaders,
  gatewayHeader,
  startGateway,
  type Subgraph,
} from '../../examples/federation/gateway.ts';
import { listenOn, type Running } from '../../examples/federation/listen-on.ts';
import { withoutAuthorization } from '../../examples/federation/without-authorization.ts';
import { composers } from './composers.ts';

/** Serves a supergraph, and gives the subgraph `vaultgraph` the gateway's own key. */
export type StartSupergraph = (subgraphs: readonly Subgraph[], gatewayKey?: string) => Promise<Running>;

/** Composes subgraphs and serves them as one, each with the composition of its own vendor. */
export const gateways: Readonly<Record<string, StartSupergraph>> = {
  'Apollo Gateway': (subgraphs, gatewayKey) => {
    const enforceable = subgraphs.map(({ sdl, ...rest }) => ({ ...rest, sdl: withoutAuthorization(sdl) }));
    return startApollo(composers["Apollo's composition"]?.(enforceable).supergraph ?? '', gatewayKey);
  },
  'Hive Gateway': (subgraphs, gatewayKey) => startGateway(compose(subgraphs), { gatewayKey }),
};

interface ApolloContext {
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** A subgraph to which is forwarded what it needs of the client's request. */
function toDataSource(
  { name, url = '' }: ServiceEndpointDefinition,
  gatewayKey?: string,
): RemoteGraphQLDataSource<ApolloContext> {
  return new RemoteGraphQLDataSource({
    url,
    willSendRequest: ({ request, context }) => {
      for (const header of forwardedHeaders) {
        const value = context.headers?.[header];
        if (typeof value === 'string') request.http?.headers.set(header, value);
      }
      if (gatewayKey && name === 'vaultgraph') request.http?.headers.set(gatewayHeader, gatewayKey);
    },
  });
}

async function startApollo(supergraphSdl: string, gatewayKey?: string): Promise<Running> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: (definition) => toDataSource(definition, gatewayKey),
  });
  const server = new ApolloServer<ApolloContext>({ gateway, includeStacktraceInErrorResponses: false });
  const { url } = await startStandaloneServer(server, {
    context: ({ req }) => Promise.resolve({ headers: req.headers }),
    listen: { host: '127.0.0.1', port: 0 },
  });
  return { url, close: () => server.stop() };
}

/** A subgraph behind a proxy that records the headers of its requests. */
export interface Observed extends Running {
  readonly seen: readonly Headers[];
}

/** Passes everything on to a subgraph over real sockets. */
export async function observe(subgraph: string): Promise<Observed> {
  const seen: Headers[] = [];
  const running = await listenOn(async (request, response) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string') headers.set(name, value);
    }
    seen.push(headers);
    const chunks: Buffer[] = await request.toArray();
    const sent = new Headers([...headers].filter(([name]) => !perConnection.has(name)));
    const answer = await fetch(subgraph, { method: 'POST', headers: sent, body: Buffer.concat(chunks) });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  return { ...running, seen };
}

/** Headers that belong to one connection and are not passed on. */
const perConnection = new Set(['connection', 'content-length', 'host', 'keep-alive', 'transfer-encoding']);
