import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph } from './support/graph.ts';
import { serveSandbox, type ServedSandbox } from './support/sandbox.ts';

let sandbox: ServedSandbox;
beforeAll(async () => void (sandbox = await serveSandbox()));
afterAll(() => sandbox.close());

const call: ServedSandbox['call'] = (...request) => sandbox.call(...request);

const everything = `{
  customers(first: 100) { nodes { id email updatedAt } }
  paying: customers(accounts: ["banking-service"], first: 5) {
    nodes { paymentMethods(first: 5) { nodes { id status } } }
  }
}`;

async function held() {
  const { data, errors } = await sandbox.ask(everything);
  expect(errors).toBeUndefined();
  return data;
}

/** Makes every change that an example makes. */
async function changeAll(): Promise<void> {
  for (const { query, headers = '{}', variables = '{}' } of sandbox.examples) {
    await sandbox.ask(query, JSON.parse(headers), JSON.parse(variables));
  }
}

describe('the state of the sandbox', () => {
  it('goes back to how it began, and to what was saved, as often as you like', async () => {
    const began = await held();
    await changeAll();
    const changed = await held();
    expect(changed).not.toEqual(began);
    expect((await call('PUT', '/state/changed')).status).toBe(204);
    expect(await (await call('GET', '/state')).json()).toEqual(['start', 'changed']);
    for (let round = 0; round < 2; round += 1) {
      expect((await call('POST', '/state/start')).status).toBe(204);
      expect(await held()).toEqual(began);
      expect((await call('POST', '/state/changed')).status).toBe(204);
      expect(await held()).toEqual(changed);
    }
  });

  it('forgets the outcomes of writes that it takes back', async () => {
    const { query = '' } = sandbox.examples.find(({ name }) => name === 'Create') ?? {};
    const replayed = async () => (await sandbox.ask(query)).data.createCustomer.replayed;
    await call('POST', '/state/start');
    expect([await replayed(), await replayed()]).toEqual([false, true]);
    await call('POST', '/state/start');
    expect(await replayed()).toBe(false);
  });

  it.each([
    ['POST', '/state/unknown', 404],
    ['PUT', '/state/start', 400],
    ['PUT', '/state/No%20name', 400],
    ['PUT', `/state/${'a'.repeat(41)}`, 400],
    ['DELETE', '/state/start', 404],
  ])('refuses %s %s', async (method, path, status) => {
    expect((await call(method, path)).status).toBe(status);
  });

  it('is not changed by a page of another site', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await call('POST', '/state/start', { headers })).status).toBe(403);
  });

  it('does not exist outside of the sandbox', async () => {
    const graph = await startGraph();
    expect((await fetch(new URL('/state', graph.url), { method: 'POST' })).status).toBe(404);
    await graph.close();
  });
});
