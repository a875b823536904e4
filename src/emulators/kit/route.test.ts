import { expect, it } from 'vitest';
import { route } from './route.ts';

const answer = route({
  'GET /v1/people': () => new Response('people'),
  'GET /v1/people/:id': ({ params: { id } }) => new Response(`person ${id}`),
  'PUT /v1/people/:id/cards/:card': ({ params: { id, card }, body }) => new Response(`${id} ${card} ${body}`),
  'GET /v1/a.b+c': () => new Response('literal'),
});

async function ask(method: string, path: string, body?: string): Promise<string | number> {
  const response = await answer(new Request(`https://vendor.example${path}`, { method, body: body ?? null }));
  return response.ok ? response.text() : response.status;
}

it.each([
  ['GET', '/v1/people', 'people'],
  ['GET', '/v1/people?size=1', 'people'],
  ['GET', '/v1/people/7', 'person 7'],
  ['GET', '/v1/people/caja%20%C3%BC%2F7', 'person caja ü/7'],
  ['PUT', '/v1/people/7/cards/8', '7 8 {}'],
  ['GET', '/v1/a.b+c', 'literal'],
])('finds %s %s', async (method, path, expected) => {
  expect(await ask(method, path, method === 'PUT' ? '{}' : undefined)).toBe(expected);
});

it.each([
  ['GET', '/v1/people/'],
  ['GET', '/v1/people/7/cards/8'],
  ['GET', '/v1/people/7/8'],
  ['PUT', '/v1/people/7'],
  ['GET', '/v1/People'],
  ['GET', '/v1/aXb+c'],
  ['GET', '/more/v1/people'],
])('does not find %s %s', async (method, path) => {
  expect(await ask(method, path)).toBe(404);
});

it('refuses a path whose percent-encoding is broken', async () => {
  expect(await ask('GET', '/v1/people/%zz')).toBe(400);
});
