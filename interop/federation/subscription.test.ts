import { afterAll, beforeAll, expect, it } from 'vitest';
import { compose, readSdl, startGateway } from '../../examples/federation/gateway.ts';
import type { Running } from '../../examples/federation/listen-on.ts';
import { bankingserviceOf } from '../../test/support/bankingservice.ts';
import { startGraph, type RunningGraph } from '../../test/support/graph.ts';
import { accessFor } from '../../test/support/keys.ts';
import { subscribeTo } from '../../test/support/subscribing.ts';
import { createWaitingLink } from '../../test/support/waiting-link.ts';

const headers = { 'x-api-key': 'all' };

let graph: RunningGraph;
let gateway: Running;
beforeAll(async () => {
  graph = await startGraph(accessFor({ all: ['*'] }), { customers: 1 });
  const sdl = await readSdl(graph.url, headers);
  gateway = await startGateway(compose([{ name: 'vaultgraph', url: graph.url, sdl }]));
});
afterAll(async () => {
  await gateway.close();
  await graph.close();
});

it('Hive Gateway passes a subscription through, event by event, to its end', async () => {
  const { id, method } = await createWaitingLink(graph.url, headers);
  const query = 'subscription ($id: ID!) { registrationLink(id: $id) { status } }';
  const subscribed = await subscribeTo({ url: gateway.url, headers }, query, { id });
  expect(await subscribed.next()).toEqual({ data: { registrationLink: { status: 'PENDING' } } });
  bankingserviceOf(graph).moveMethod(method, 'succeeded');
  expect(await subscribed.next()).toEqual({ data: { registrationLink: { status: 'REGISTERED' } } });
  expect(await subscribed.next()).toBeNull();
});
