import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wrongAnswers, type Fault } from '../../src/emulators/kit/faults.ts';
import { everyWrite, type EveryWrite } from '../support/every-write.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { isWrite, kindOf, watched } from '../support/writing.ts';

let graph: RunningGraph;
let hasty: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 200 });
  hasty = await startGraph({ limits: { requestTimeoutMs: 500 } }, { customers: 100 });
});
afterAll(() => Promise.all([graph.close(), hasty.close()]));
afterEach(() => {
  for (const { provider } of everyWrite) {
    graph.fail(provider, null);
    hasty.fail(provider, null);
  }
});

const status = (code: number): Fault => ({ kind: 'answer', status: code, body: '<h1>Sorry</h1>' });

/** Faults after which it is unknown whether the write took effect. */
const silences: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'a connection cut after the provider was done', fault: { kind: 'cut', after: true } },
  { name: 'a connection cut before it was', fault: { kind: 'cut' } },
  { name: 'a status of 500', fault: status(500) },
  { name: 'a status of 502', fault: status(502) },
  { name: 'HTML under 200', fault: wrongAnswers.html },
  { name: 'malformed JSON under 200', fault: wrongAnswers.malformed },
];

const hangs: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: 'silence after the provider was done', fault: { kind: 'hang', after: true } },
  { name: 'half an answer', fault: { kind: 'hang in body' } },
];

const isWriting = (request: string): boolean => !request.startsWith('GET ');

const unknown = {
  __typename: 'OutcomeUnknownError',
  message: 'The request was sent and no answer came: it may or may not have taken effect.',
  code: 'OUTCOME_UNKNOWN',
};

describe.each(everyWrite)('$write at $provider', ({ provider, mayDuplicate, prepare }) => {
  const expected = {
    result: { ...unknown, retryable: !mayDuplicate, provider, mayDuplicate },
    writes: 1,
  };

  /** What becomes of the write if it meets a fault, and how often it was sent. */
  async function meeting(fault: Fault, running: RunningGraph) {
    const send = await prepare(running);
    running.fail(provider, (request) => (isWrite(request) ? fault : null));
    const { result, sent } = await watched(running, () => send());
    return { result, writes: sent.filter(isWriting).length };
  }

  it.each(silences)('has an unknown outcome after $name, and is sent once', async ({ fault }) => {
    expect(await meeting(fault, graph)).toEqual(expected);
  });

  it.each(hangs)('has an unknown outcome after $name, once its time is over', async ({ fault }) => {
    expect(await meeting(fault, hasty)).toEqual(expected);
  });
});

/** Sends a write whose answer is lost, and at once again under its key. */
async function sendAgain({ provider, prepare }: EveryWrite) {
  const send = await prepare(graph);
  const key = crypto.randomUUID();
  graph.fail(provider, (request) => (isWrite(request) ? { kind: 'cut', after: true } : null));
  const first = await send(key);
  graph.fail(provider, null);
  const again = await watched(graph, () => send(key));
  return { first, ...again };
}

describe('asked for again at once, under its key', () => {
  const [duplicating, harmless] = [true, false].map((may) =>
    everyWrite.filter(({ mayDuplicate }) => mayDuplicate === may),
  );

  it.each(duplicating ?? [])('$write at $provider stays unknown, and is not sent again', async (one) => {
    const { provider } = one;
    const expected = { ...unknown, retryable: true, provider, mayDuplicate: true };
    expect(await sendAgain(one)).toEqual({ first: expected, result: expected, sent: [] });
  });

  it.each(harmless ?? [])('$write at $provider is sent again, and its outcome is answered', async (one) => {
    const { first, result, sent } = await sendAgain(one);
    expect(first).toMatchObject({ ...unknown, mayDuplicate: false });
    // The reference of a new customer is taken by then: by that very customer.
    expect(kindOf(result)).toMatch(/Success$|^AlreadyExistsError$/);
    expect(sent).not.toEqual([]);
  });
});
