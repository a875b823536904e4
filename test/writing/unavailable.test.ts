import { print } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/emulators/kit/faults.ts';
import { everyWrite } from '../support/every-write.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { sameTenant } from '../support/tenants.ts';
import { closedOrigin, isTokenUrl, isWrite, successOf, watched } from '../support/writing.ts';

let graph: RunningGraph;
let stranded: RunningGraph;
let tokenless: RunningGraph;
beforeAll(async () => {
  graph = await startGraph({}, { customers: 200 });
  const nowhere = await closedOrigin();
  stranded = await startGraph({ tenants: [tenantAt(nowhere, 'baseUrl')] });
  tokenless = await startGraph({ tenants: [tenantAt(nowhere, 'tokenUrl')] });
});
afterAll(() => Promise.all([graph.close(), stranded.close(), tokenless.close()]));
afterEach(() => {
  for (const { provider } of everyWrite) graph.fail(provider, null);
});

/** The accounts of `graph`, except that nothing listens at one of their addresses. */
function tenantAt(nowhere: string, setting: 'baseUrl' | 'tokenUrl') {
  return sameTenant(graph, (settings, index, accountsAt) =>
    setting in settings ? { ...settings, [setting]: accountsAt(nowhere)[index]?.[setting] } : settings,
  );
}

const unauthorized = {
  code: 'PROVIDER_UNAUTHORIZED',
  message: "The provider refused the account's credentials; the configuration must be fixed.",
  retryable: false,
  retryAt: null,
};
const limited = { code: 'RATE_LIMITED', message: 'The provider asked us to wait.', retryable: true };
const unreachable = {
  __typename: 'UnavailableError',
  code: 'PROVIDER_UNAVAILABLE',
  message: 'The provider could not be reached or did not answer in time.',
  retryable: true,
  retryAt: null,
};

const wait = 'Fri, 20 Nov 2026 13:00:00 GMT';
const answer = (status: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers,
  body: '<h1>Go away</h1>',
});

const refusals = [
  { name: 'a status of 401', fault: answer(401), expected: unauthorized },
  { name: 'a status of 403', fault: answer(403), expected: unauthorized },
  { name: 'a status of 429', fault: answer(429), expected: { ...limited, retryAt: null } },
  {
    name: 'a status of 429 with a time',
    fault: answer(429, { 'retry-after': wait }),
    expected: { ...limited, retryAt: '2026-11-20T13:00:00.000Z' },
  },
];

describe.each(everyWrite)('$write at $provider', ({ provider, prepare }) => {
  it.each(refusals)('changed nothing after $name, and its key is free', async ({ fault, expected }) => {
    const send = await prepare(graph);
    const key = crypto.randomUUID();
    graph.fail(provider, (request) => (isWrite(request) ? fault : null));
    expect(await send(key)).toEqual({ __typename: 'UnavailableError', provider, ...expected });
    graph.fail(provider, null);
    expect(successOf(await send(key))).toMatchObject({ replayed: false });
  });

  it('changed nothing if nothing answers at the provider’s address, and may be tried again', async () => {
    const send = await prepare(writingTo(stranded));
    const { result, sent } = await watched(graph, () => send('stranded'));
    expect(result).toEqual({ ...unreachable, provider });
    expect(sent).toEqual([]);
    expect(await send('stranded')).toEqual(result);
  });
});

const withTokens = everyWrite.filter(({ account }) => ['verifone-2', 'banking-service'].includes(account));

describe.each(withTokens)('$write at $provider without a token', ({ provider, prepare }) => {
  it('changed nothing if nothing answers at the token endpoint', async () => {
    const send = await prepare(writingTo(tokenless));
    expect(await send()).toEqual({ ...unreachable, provider });
  });

  it.each([
    { name: 'a status of 401', fault: answer(401), expected: unauthorized },
    {
      name: 'a status of 429 with a time',
      fault: answer(429, { 'retry-after': wait }),
      expected: { ...limited, retryAt: '2026-11-20T13:00:00.000Z' },
    },
    { name: 'a status of 503', fault: answer(503), expected: unreachable },
  ])('changed nothing after $name for the token', async ({ fault, expected }) => {
    // This new graph has no token yet.
    await using fresh = await startFresh();
    const send = await prepare(writingTo(fresh));
    fresh.fail(provider, ({ url }) => (isTokenUrl(url) ? fault : null));
    const { result, sent } = await watched(fresh, () => send('tokenless'));
    expect(result).toEqual({ __typename: 'UnavailableError', provider, ...expected });
    expect(sent).toEqual([]);
  });
});

/** A graph whose ids are those of `graph`, and that has not asked for a token yet. */
async function startFresh() {
  const fresh = await startGraph();
  return { ...fresh, [Symbol.asyncDispose]: fresh.close };
}

/** Finds records at `graph`, and writes by way of another. */
function writingTo(other: RunningGraph): RunningGraph {
  return {
    ...graph,
    query: (document, ...variables) => {
      const isMutation = print(document).startsWith('mutation');
      return (isMutation ? other : graph).query(document, ...variables);
    },
  };
}
