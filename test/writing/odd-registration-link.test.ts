import { afterAll, beforeAll, expect, it } from 'vitest';
import { readFragment } from '../graphql/index.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { writtenLink } from '../support/write-operations.ts';
import { successOf, writesOf } from '../support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

it('is shown with its odd fields read and its page under http, as this is a test account', async () => {
  const url = 'http://checkout.example/#?customerId=1';
  const body = JSON.stringify({ customerId: 1, redirectUrl: url, validForMinutes: '20', isSuccess: 'true' });
  graph.fail('BAMBOO', ({ method }) => (method === 'POST' ? { kind: 'answer', status: 200, body } : null));
  const input = { provider: 'BAMBOO', customer: { merchantReference: 'guest-7' } } as const;
  const created = successOf(await writesOf(graph).createRegistrationLink(input));
  expect(readFragment(writtenLink, created.registrationLink)).toMatchObject({
    url,
    providerCustomerId: '1',
    validForMinutes: 20,
    qrCode: { dataUri: expect.stringMatching(/^data:image/) },
  });
});
