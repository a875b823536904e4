import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import {
  Environment,
  Network,
  Observable as RelayObservable,
  RecordSource,
  Store,
  type GraphQLResponse,
} from 'relay-runtime';
import { Observable } from 'rxjs';
import { print } from 'graphql';
import { Client, fetchExchange } from 'urql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bankingserviceOf } from '../../test/support/bankingservice.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { subscribeTo } from '../../test/support/subscribing.ts';
import { createWaitingLink, type WaitingLink } from '../../test/support/waiting-link.ts';

const query = 'subscription Watch($id: ID!) { registrationLink(id: $id) { id status } }';

let graph: RunningGraph;
let link: WaitingLink;
let seen: unknown[];
beforeAll(async () => void (graph = await startGraph({}, { customers: 1 })));
afterAll(() => graph.close());
beforeEach(async () => {
  link = await createWaitingLink(graph.url);
  seen = [];
});

/** Waits until a client sees the link as it is; then the person authorises it. */
async function authoriseOnceSeen(): Promise<void> {
  await expect.poll(() => seen).toEqual(['PENDING']);
  bankingserviceOf(graph).moveMethod(link.method, 'succeeded');
}

/** What clients are given who have no events of their own. */
interface Sink {
  readonly next: (result: object) => void;
  readonly complete: () => void;
  readonly error: (error: Error) => void;
}

async function pass(sink: Sink, document: string, variables: object): Promise<void> {
  const { next } = await subscribeTo(graph, document, variables);
  for (let result = await next(); result; result = await next()) sink.next(result);
  sink.complete();
}

describe('a subscription', () => {
  it('arrives at urql with its own fetch exchange', async () => {
    const client = new Client({
      url: graph.url,
      exchanges: [fetchExchange],
      fetchSubscriptions: true,
      preferGetMethod: false,
    });
    const subscription = client
      .subscription(query, { id: link.id })
      .subscribe(({ data, error }) => void seen.push(error ?? data?.registrationLink.status));
    await authoriseOnceSeen();
    await expect.poll(() => seen.at(-1)).toBe('REGISTERED');
    subscription.unsubscribe();
  });

  it('arrives at Apollo Client over a link of fetch', async () => {
    const events = new ApolloLink(
      ({ query: document, variables }) =>
        new Observable(
          (sink) => void pass(sink, print(document), variables).catch((error) => sink.error(error)),
        ),
    );
    const client = new ApolloClient({ link: events, cache: new InMemoryCache() });
    client
      .subscribe<{ registrationLink: { status: string } }>({ query: gql(query), variables: { id: link.id } })
      .subscribe({
        next: ({ data, error }) => void seen.push(error ?? data?.registrationLink.status),
        complete: () => void seen.push('complete'),
      });
    await authoriseOnceSeen();
    await expect.poll(() => seen).toEqual(['PENDING', 'REGISTERED', 'complete']);
  });

  it('arrives at Relay over a network of fetch', async () => {
    const network = Network.create(
      () => Promise.reject(new Error('Nothing is fetched here.')),
      ({ text }, variables) =>
        RelayObservable.create<GraphQLResponse>((sink) => {
          const given = { ...sink, next: (result: object) => sink.next(result as GraphQLResponse) };
          void pass(given, text ?? '', variables).catch((error) => sink.error(error));
        }),
    );
    const environment = new Environment({ network, store: new Store(new RecordSource()) });
    const observable = environment.getNetwork().execute(
      {
        id: null,
        cacheID: 'watch',
        name: 'Watch',
        operationKind: 'subscription',
        text: query,
        metadata: {},
      },
      { id: link.id },
      {},
    );
    observable.subscribe({
      next: (result) => void seen.push(Object(result).data.registrationLink.status),
      complete: () => void seen.push('complete'),
      error: (error: Error) => void seen.push(error),
    });
    await authoriseOnceSeen();
    await expect.poll(() => seen).toEqual(['PENDING', 'REGISTERED', 'complete']);
  });
});
