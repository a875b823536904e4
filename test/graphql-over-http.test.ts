import { createHash } from 'node:crypto';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';

const key = 'an API key that may explore';
const sha256 = createHash('sha256').update(key).digest('hex');
const access = { apiKeys: [{ sha256, tenant: 'sandbox', scopes: ['vault:explore'] }] };

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({ access }, { customers: 1 })));
afterAll(() => graph.close());

type Ask = (url: string, init?: { readonly headers?: Record<string, string> }) => Promise<Response>;

async function audit(ask: Ask) {
  const audits = serverAudits({ url: graph.url, fetchFn: ask });
  return Promise.all(
    audits.map(async ({ name, fn }) => {
      const { id, status } = await fn();
      return { id, demand: name.split(' ')[0] ?? '', isPassed: status === 'ok' };
    }),
  );
}

it('is followed to the letter: all 61 audits, for a caller who may explore', async () => {
  const headers = { 'x-api-key': key, 'x-graphql-yoga-csrf': '1' };
  const results = await audit((url, init) =>
    fetch(url, { ...init, headers: { ...headers, ...init?.headers } }),
  );
  const counts = ['MUST', 'SHOULD', 'MAY'].map((demand) => {
    const asked = results.filter((result) => result.demand === demand);
    return `${demand} ${asked.filter(({ isPassed }) => isPassed).length} of ${asked.length}`;
  });
  process.stdout.write(`GraphQL over HTTP: ${counts.join(', ')}\n`);
  expect(results.filter(({ isPassed }) => !isPassed)).toEqual([]);
  expect(counts).toEqual(['MUST 13 of 13', 'SHOULD 23 of 23', 'MAY 25 of 25']);
});

it('needs a credential: without one, every request of the audit is a 401', async () => {
  const statuses: number[] = [];
  const results = await audit(async (url, init) => {
    const response = await fetch(url, init);
    statuses.push(response.status);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    return response;
  });
  const refused = statuses.filter((status) => status === 401).length;
  process.stdout.write(`Without a credential: 401 to ${refused} of ${statuses.length}\n`);
  expect(results).toHaveLength(61);
  expect(statuses).toEqual(Array.from({ length: 61 }, () => 401));
});
