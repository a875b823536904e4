import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileWith, mistakesOf } from '../support/configuration.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';

const shop = 'https://shop.example.com';
const stranger = 'https://shop.example.com.evil.example';

let open: RunningGraph;
let closed: RunningGraph;
beforeAll(async () => {
  open = await startGraph({ server: { cors: { origins: [shop] } } }, { customers: 1 });
  closed = await startGraph({}, { customers: 1 });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});

function preflight({ url }: RunningGraph, origin: string): Promise<Response> {
  return fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
}

function ask({ send }: RunningGraph, origin: string): Promise<Response> {
  return send({ query: '{ __typename }' }, { origin });
}

function permissionsOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

describe('a page of a configured origin', () => {
  it('may ask, without the cookies of its visitor', async () => {
    const response = await preflight(open, shop);
    expect([response.status, response.headers.get('vary'), permissionsOf(response)]).toEqual([
      204,
      'origin',
      {
        'access-control-allow-origin': shop,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, x-api-key, x-request-timeout-ms, x-vaultgraph-cost, x-vaultgraph-trace, x-graphql-yoga-csrf, apollo-require-preflight, graphql-require-preflight',
        'access-control-expose-headers': 'retry-after, age',
        'access-control-max-age': '600',
      },
    ]);
  });

  it('may read every answer, a refusal too', async () => {
    const refused = await fetch(open.url, { headers: { origin: shop } });
    for (const [response, status] of [[await ask(open, shop), 200] as const, [refused, 403] as const]) {
      expect([response.status, response.headers.get('vary'), permissionsOf(response)]).toEqual([
        status,
        'origin',
        { 'access-control-allow-origin': shop, 'access-control-expose-headers': 'retry-after, age' },
      ]);
    }
  });
});

describe('a page of any other origin', () => {
  it.each([
    ['one that looks alike', stranger, () => open],
    ['one without a name', 'null', () => open],
    ['any, if none is configured', shop, () => closed],
  ])('may neither ask nor read: %s', async (_name, origin, graph) => {
    const [asked, read] = [await preflight(graph(), origin), await ask(graph(), origin)];
    expect([asked.status, permissionsOf(asked), permissionsOf(read)]).toEqual([403, {}, {}]);
    expect([asked.headers.get('vary'), read.headers.get('vary')]).toEqual(['origin', 'origin']);
  });
});

describe('an origin in the configuration file', () => {
  it.each(['*', 'null', 'https://shop.example.com/', 'https://shop.example.com/path', 'shop.example.com'])(
    'is not %s',
    (origin) => {
      expect(mistakesOf(fileWith([], { server: { cors: { origins: [shop, origin] } } }))).toEqual([
        {
          path: 'server.cors.origins[1]',
          message:
            'must be an origin such as https://shop.example.com: no path, no slash at its end, no * but for the port of this machine, as in http://localhost:*.',
        },
      ]);
    },
  );
});
