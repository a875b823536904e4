import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { anyCustomer, successOf, writesOf } from '../support/writing.ts';
import { readFragment } from '../graphql/index.ts';
import { writtenCustomer } from '../support/write-operations.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 3 });
});
afterAll(() => graph.close());

const place = { provider: 'VERIFONE', account: 'verifone-1' } as const;

it('does not say of a write that is done that nothing was changed, if its record cannot be read again', async () => {
  const { id } = await anyCustomer(graph, place);
  const { updateCustomer } = writesOf(graph);
  const input = { id, patch: { email: 'lucia@example.com' }, idempotencyKey: crypto.randomUUID() };
  successOf(await updateCustomer(input));

  graph.fail('VERIFONE', () => ({ kind: 'answer', status: 503 }));
  expect(await updateCustomer(input)).toEqual({
    __typename: 'OutcomeUnknownError',
    message: 'The write was carried out before, but its record could not be read now: repeat the request.',
    code: 'OUTCOME_UNKNOWN',
    retryable: true,
    provider: 'VERIFONE',
    mayDuplicate: false,
  });

  graph.fail('VERIFONE', null);
  const again = successOf(await updateCustomer(input));
  expect(again.replayed).toBe(true);
  expect(readFragment(writtenCustomer, again.customer).email).toBe('lucia@example.com');
});
