import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph(accessFor({ explorer: ['*'], application: ['vault:customer:read'] }), {
    customers: 1,
  });
});
afterAll(() => graph.close());

const query = '{ viewer { tenant } }';
const hash = createHash('sha256').update(query).digest('hex');
const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

async function ask(body: object, key: string, accept = 'application/graphql-response+json') {
  const response = await graph.send(body, { accept, 'x-api-key': key });
  const { data, errors = [] } = await response.json();
  const [error] = errors;
  return { status: response.status, data, message: error?.message, code: error?.extensions.code };
}

describe('a client with automatic persisted queries', () => {
  it.each(['explorer', 'application'])('is asked to send the text: %s', async (key) => {
    const expected = {
      data: undefined,
      message: 'PersistedQueryNotSupported',
      code: 'PERSISTED_QUERY_NOT_SUPPORTED',
    };
    expect(await ask(persisted(hash), key)).toEqual({ status: 400, ...expected });
    expect(await ask(persisted(hash), key, 'application/json')).toEqual({ status: 200, ...expected });
  });

  it('has the text run if it fits the hash', async () => {
    expect(await ask({ query, ...persisted(hash) }, 'explorer')).toMatchObject({
      status: 200,
      data: { viewer: { tenant: 'sandbox' } },
    });
  });

  it('is refused if the text does not fit the hash', async () => {
    const answer = await ask({ query, ...persisted(hash.replace(/^./, 'x')) }, 'explorer');
    expect(answer).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
    const other = await ask({ query: '{ viewer { scopes } }', ...persisted(hash) }, 'explorer');
    expect(other).toMatchObject({ status: 400, code: 'INVALID_INPUT' });
  });

  it('has nothing run that it may not send', async () => {
    const answer = await ask({ query, ...persisted(hash) }, 'application');
    expect(answer).toMatchObject({ status: 403, code: 'ACCESS_DENIED' });
    expect(answer.data).toBeUndefined();
  });
});
