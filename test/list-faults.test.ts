import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wrongAnswers, type ChooseFault, type Fault } from '../src/emulators/kit/faults.ts';
import { readPage, readPages, statusesOf, type ListPage } from './support/customer-list.ts';
import { isTokenRequest, leaksIn, messages, vendorAnswer } from './support/faults.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';

const count = 12;
const requestTimeoutMs = 2000;
/** On a machine that is busy with something else as well; what hangs would hang for ever. */
const soonMs = 10_000;
let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({ limits: { requestTimeoutMs } }, { customers: count });
});
afterEach(() => {
  for (const provider of ['BANKING_SERVICE', 'MONRI', 'VERIFONE']) graph.fail(provider, null);
});
afterAll(() => graph.close());

const keysIn = (pages: readonly ListPage[]): readonly (string | null)[] =>
  pages.flatMap(({ nodes }) => nodes.map(({ providerCustomerId }) => providerCustomerId));
const sourceOf = ({ sources }: ListPage, key: string) => sources.find(({ account }) => account.key === key);

const complete = {
  bamboo: 'UNSUPPORTED',
  'banking-service': 'COMPLETE',
  'monri-1': 'COMPLETE',
  'monri-2': 'COMPLETE',
  'verifone-1': 'COMPLETE',
  'verifone-2': 'COMPLETE',
};

/** A fault that every request but those for tokens meets. */
const always =
  (fault: Fault): ChooseFault =>
  (request) =>
    isTokenRequest(request) ? null : fault;

describe('an account that fails', () => {
  const listing = [
    ['BANKING_SERVICE', ['banking-service']],
    ['MONRI', ['monri-1', 'monri-2']],
    ['VERIFONE', ['verifone-1', 'verifone-2']],
  ] as const;

  it.each(listing)('is named with a problem while the list goes on: %s', async (provider, accounts) => {
    graph.fail(provider, always(vendorAnswer(503, { 'retry-after': '30' })));
    const page = await readPage(graph, { first: 100 });
    const others = listing
      .filter(([code]) => code !== provider)
      .flatMap(([code]) => [graph.keysOf(code, 0), graph.keysOf(code, 1)].flat());
    expect(keysIn([page])).toEqual(others);
    expect(statusesOf(page)).toEqual({
      ...complete,
      ...Object.fromEntries(accounts.map((account) => [account, 'FAILED'])),
    });
    expect(page.pageInfo.hasNextPage).toBe(false);
    for (const account of accounts) {
      expect(sourceOf(page, account)).toEqual({
        account: { key: account },
        status: 'FAILED',
        retryCursor: expect.stringMatching(/^2[\w-]+$/),
        problem: {
          __typename: 'UnavailableError',
          code: 'PROVIDER_UNAVAILABLE',
          message: messages.PROVIDER_UNAVAILABLE,
          provider,
          retryable: true,
        },
      });
    }
    expect(leaksIn(JSON.stringify(page), graph)).toEqual([]);
    expect(graph.defects).toEqual([]);
  });

  it.each(listing)(
    'is listed in full from its retry cursor once it is back: %s',
    async (provider, accounts) => {
      graph.fail(provider, always(vendorAnswer(500)));
      const page = await readPage(graph, { first: 100 });
      graph.fail(provider, null);
      for (const [index, account] of accounts.entries()) {
        const after = sourceOf(page, account)?.retryCursor ?? null;
        const made = await readPages(graph, { first: 5, after });
        expect(keysIn(made)).toEqual(graph.keysOf(provider, index));
        expect(made.map(statusesOf)).toEqual([
          { [account]: 'PARTIAL' },
          { [account]: 'PARTIAL' },
          { [account]: 'COMPLETE' },
        ]);
      }
    },
  );

  it('is still named on later pages, with a cursor that works', async () => {
    graph.fail('BANKING_SERVICE', always(vendorAnswer(500)));
    const first = await readPage(graph, { first: 20 });
    graph.fail('BANKING_SERVICE', null);
    const later = await readPages(graph, { first: 20, after: first.pageInfo.endCursor });

    expect(later).toHaveLength(2);
    expect(keysIn([first, ...later])).toEqual([
      ...graph.keysOf('MONRI', 0),
      ...graph.keysOf('MONRI', 1),
      ...graph.keysOf('VERIFONE', 0),
      ...graph.keysOf('VERIFONE', 1),
    ]);
    const { problem } = sourceOf(first, 'banking-service') ?? {};
    for (const page of later) {
      const source = sourceOf(page, 'banking-service');
      expect([source?.status, source?.problem]).toEqual(['FAILED', problem]);
      const made = await readPage(graph, { first: 100, after: source?.retryCursor ?? null });
      expect(keysIn([made])).toEqual(graph.keysOf('BANKING_SERVICE'));
    }
  });

  it('that fails half-way is continued where it stopped', async () => {
    const first = await readPage(graph, { first: count + 5 });
    graph.fail('MONRI', always({ kind: 'cut' }));
    const second = await readPage(graph, { first: 4, after: first.pageInfo.endCursor });
    graph.fail('MONRI', null);

    expect(keysIn([second])).toEqual(graph.keysOf('VERIFONE', 0).slice(0, 4));
    expect(statusesOf(second)).toEqual({
      ...complete,
      'monri-1': 'FAILED',
      'monri-2': 'FAILED',
      'verifone-1': 'PARTIAL',
      'verifone-2': 'PENDING',
    });
    const after = sourceOf(second, 'monri-1')?.retryCursor ?? null;
    const rest = await readPages(graph, { first: 3, after });
    expect(keysIn(rest)).toEqual(graph.keysOf('MONRI', 0).slice(5));
  });

  it('fails again from its retry cursor while it is still away', async () => {
    graph.fail('VERIFONE', always(vendorAnswer(500)));
    const first = await readPage(graph, { first: 100 });
    const after = sourceOf(first, 'verifone-1')?.retryCursor ?? null;
    const again = await readPage(graph, { first: 100, after });
    expect([keysIn([again]), statusesOf(again)]).toEqual([[], { 'verifone-1': 'FAILED' }]);
    graph.fail('VERIFONE', null);
    const made = await readPage(graph, {
      first: 100,
      after: sourceOf(again, 'verifone-1')?.retryCursor ?? null,
    });
    expect(keysIn([made])).toEqual(graph.keysOf('VERIFONE', 0));
  });

  it.each([
    ['PROVIDER_REJECTED', 'ProviderRejectedError', vendorAnswer(400)],
    ['PROVIDER_UNAUTHORIZED', 'UnavailableError', vendorAnswer(401)],
    ['RATE_LIMITED', 'UnavailableError', vendorAnswer(429)],
    ['PROVIDER_UNAVAILABLE', 'UnavailableError', { kind: 'cut' }],
    ['PROVIDER_BAD_RESPONSE', 'UnavailableError', vendorAnswer(200)],
    ['PROVIDER_BAD_RESPONSE', 'UnavailableError', wrongAnswers.html],
    ['PROVIDER_BAD_RESPONSE', 'UnavailableError', wrongAnswers.malformed],
    ['PROVIDER_BAD_RESPONSE', 'UnavailableError', wrongAnswers.null],
    ['PROVIDER_BAD_RESPONSE', 'UnavailableError', wrongAnswers.empty],
  ] as const)('says %s, a %s: %j', async (code, typename, fault) => {
    for (const [provider, accounts] of listing) {
      graph.fail(provider, always(fault));
      const page = await readPage(graph, { first: 5, accounts: [accounts[0]] });
      graph.fail(provider, null);
      const retryable = code !== 'PROVIDER_REJECTED' && code !== 'PROVIDER_UNAUTHORIZED';
      const problem = { __typename: typename, code, message: messages[code], provider, retryable };
      expect(page.sources.map((source) => [source.status, source.problem])).toEqual([['FAILED', problem]]);
      expect(leaksIn(JSON.stringify(page), graph)).toEqual([]);
    }
  });
});

describe('an account that hangs', () => {
  it.each([
    ['BANKING_SERVICE', { kind: 'hang' }, { 'banking-service': 'FAILED' }],
    ['BANKING_SERVICE', { kind: 'hang in body' }, { 'banking-service': 'FAILED' }],
    ['BANKING_SERVICE', { kind: 'slow', ms: 3000 }, { 'banking-service': 'FAILED' }],
    ['MONRI', { kind: 'hang' }, { 'monri-1': 'FAILED', 'monri-2': 'FAILED' }],
  ] as const)('leaves time for those after it: %s, %j', async (provider, fault, failed) => {
    graph.fail(provider, always(fault));
    const start = performance.now();
    const page = await readPage(graph, { first: 100 });
    expect(performance.now() - start).toBeLessThan(soonMs);
    expect(statusesOf(page)).toEqual({ ...complete, ...failed });
    expect(page.nodes).toHaveLength((5 - Object.keys(failed).length) * count);
  });

  it('is cut off in the end if it is the only one', async () => {
    graph.fail('MONRI', always({ kind: 'hang' }));
    const start = performance.now();
    const page = await readPage(graph, { first: 1, accounts: ['monri-1'] });
    expect(statusesOf(page)).toEqual({ 'monri-1': 'FAILED' });
    expect(performance.now() - start).toBeLessThan(soonMs);
  });
});
