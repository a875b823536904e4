import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { accessFor } from './support/keys.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph(
    accessFor({
      all: ['*'],
      'only find': ['vault:explore', 'vault:customer:find'],
      'only pii': ['vault:explore', 'vault:customer:pii'],
    }),
  );
});
afterAll(() => graph.close());

interface Source {
  readonly account: { readonly key: string };
  readonly method: string;
  readonly status: string;
  readonly searched: number | null;
  readonly retryCursor: string | null;
}

interface Body {
  readonly data: {
    readonly findCustomers: {
      readonly edges: readonly { readonly node: { readonly account: { readonly key: string } } }[];
      readonly sources: readonly Source[];
    } | null;
  };
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

const query = `query($match: CustomerMatchInput!, $accounts: [String!], $after: String) {
  findCustomers(match: $match, accounts: $accounts, after: $after) {
    edges { matchedBy exact node { id email account { key } } }
    sources { account { key } method status searched total retryCursor problem { code message } }
  }
}`;

async function find(variables: object, key = 'all'): Promise<Body> {
  const response = await graph.send({ query, variables }, { 'x-api-key': key });
  return response.json();
}

const tellOf = ({ data }: Body) =>
  Object.fromEntries(
    (data.findCustomers?.sources ?? []).map(({ account, method, status }) => [
      account.key,
      `${method} ${status}`,
    ]),
  );

describe('a search over all accounts', () => {
  it('searches each in its provider’s way, and says which', async () => {
    const body = await find({ match: { email: 'juan.perez@gmail.com' } });
    expect(body.errors).toBeUndefined();
    expect(tellOf(body)).toEqual({
      bamboo: 'KEY PARTIAL',
      'banking-service': 'SCAN COMPLETE',
      'monri-1': 'SCAN COMPLETE',
      'monri-2': 'SCAN COMPLETE',
      'verifone-1': 'FILTER PARTIAL',
      'verifone-2': 'FILTER PARTIAL',
    });
    expect(body.data.findCustomers?.edges.map(({ node }) => node.account.key)).toEqual(['bamboo']);
  });

  it('names an account that fails, and asks it again by its cursor', async () => {
    const match = { name: 'Unknown Person' };
    graph.fail('MONRI', () => ({ kind: 'cut' }));
    const failed = await find({ match });
    graph.fail('MONRI', null);
    expect(tellOf(failed)).toMatchObject({ 'monri-1': 'SCAN FAILED', 'banking-service': 'SCAN COMPLETE' });
    const source = failed.data.findCustomers?.sources.find(({ account }) => account.key === 'monri-1');
    const again = await find({ match, after: source?.retryCursor });
    expect(tellOf(again)).toEqual({ 'monri-1': 'SCAN COMPLETE' });
  });

  it('is in the audit without what was looked for', async () => {
    const before = graph.audited.length;
    await find({ match: { email: 'canary.person@example.com' } });
    const written = graph.audited.slice(before).filter((line) => line.includes('findCustomers'));
    expect(written.map((line) => JSON.parse(line).outcome)).toEqual(['SUCCESS']);
    expect([...graph.audited, ...graph.logged].join('\n')).not.toContain('canary.person');
  });
});

describe('a search that is refused', () => {
  it.each([
    [{}, ['match']],
    [{ email: '' }, ['match', 'email']],
    [{ email: 'no address' }, ['match', 'email']],
    [{ phone: 'call me' }, ['match', 'phone']],
    [{ documentNumber: '-.-' }, ['match', 'documentNumber']],
    [{ name: '?' }, ['match', 'name']],
  ])('for %j sends nothing and names what is wrong', async (match, path) => {
    const arrivals = graph.watch();
    const { errors } = await find({ match });
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'INVALID_INPUT', issues: [{ path }] },
    ]);
    expect(arrivals).toEqual([]);
  });

  it('for a cursor of another search sends nothing', async () => {
    const { data } = await find({ match: { email: 'one@example.com' }, accounts: ['verifone-1'] });
    const after = data.findCustomers?.sources[0]?.retryCursor;
    expect(after).toEqual(expect.any(String));
    const { errors } = await find({ match: { email: 'two@example.com' }, accounts: ['verifone-1'], after });
    expect(errors?.[0]?.extensions['code']).toBe('INVALID_INPUT');
  });

  it.each(['only find', 'only pii'])('for a caller with %s sends nothing', async (key) => {
    const arrivals = graph.watch();
    const { errors } = await find({ match: { email: 'one@example.com' } }, key);
    expect(errors?.[0]?.extensions['code']).toBe('ACCESS_DENIED');
    expect(arrivals).toEqual([]);
  });
});
