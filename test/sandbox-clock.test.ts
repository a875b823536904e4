import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockValues, createSandboxClock } from '../src/sandbox/request-clock.ts';
import { startGraph } from './support/graph.ts';
import { serveSandbox, type ServedSandbox } from './support/sandbox.ts';

let sandbox: ServedSandbox;
beforeAll(async () => void (sandbox = await serveSandbox()));
afterAll(() => sandbox.close());

const at = (time: string) => ({ 'x-sandbox-clock': time });

const cards = `{ customers(accounts: ["monri-1"], first: 20) {
  nodes { paymentMethods(first: 5) { nodes { status } } }
} }`;

/** How many of the cards have a status. */
function countOf(status: string, answer: unknown): number {
  return JSON.stringify(answer).split(`"status":"${status}"`).length - 1;
}

describe('the clock of a request', () => {
  it('lets cards expire', async () => {
    const { data: now } = await sandbox.ask(cards);
    const { data: later } = await sandbox.ask(cards, at('+1500d'));
    expect(countOf('EXPIRED', later)).toBeGreaterThan(countOf('EXPIRED', now));
    expect((await sandbox.ask(cards)).data).toEqual(now);
    const total = countOf('ACTIVE', now) + countOf('EXPIRED', now);
    expect(countOf('ACTIVE', later) + countOf('EXPIRED', later)).toBe(total);
  });

  it('lets a registration link expire, for the graph and for the provider', async () => {
    const { query = '' } = sandbox.examples.find(({ name }) => name === 'Register') ?? {};
    const { data } = await sandbox.ask(query);
    const { id, status } = data.createRegistrationLink.registrationLink;
    expect(status).toBe('PENDING');
    const read = `{ node(id: "${id}") { ... on RegistrationLink { status url } } }`;
    expect((await sandbox.ask(read, at('+16m'))).data.node).toEqual({ status: 'EXPIRED', url: null });
    expect((await sandbox.ask(read, at('+14m'))).data.node.status).toBe('PENDING');
  });

  it('lets access tokens expire, which the trace shows', async () => {
    const list = '{ customers(accounts: ["banking-service"], first: 1) { nodes { id } } }';
    const operationsAt = async (headers: Record<string, string>) => {
      const answer = await sandbox.ask(list, { 'x-vaultgraph-trace': '1', ...headers });
      expect(answer.errors).toBeUndefined();
      return JSON.stringify(answer.extensions.upstream.calls);
    };
    await operationsAt({});
    const usual = await operationsAt({});
    const later = await operationsAt(at('+2h'));
    expect([usual.includes('token'), later.includes('token')]).toEqual([false, true]);
  });

  it('lets the payment that waits end', async () => {
    const { query = '', variables = '{}' } =
      sandbox.examples.find(({ name }) => name === 'AttachToPayment') ?? {};
    const late = await sandbox.ask(query, at('+2d'), JSON.parse(variables));
    expect(JSON.stringify(late)).toContain('"code":"PROVIDER_REJECTED"');
    const inTime = await sandbox.ask(query, {}, JSON.parse(variables));
    expect(JSON.stringify(inTime)).not.toContain('"code"');
  });

  it.each(Object.keys(clockValues))('takes %s', async (time) => {
    expect((await sandbox.ask('{ viewer { tenant } }', at(time))).data.viewer.tenant).toBe('sandbox');
  });

  it.each(['', 'later', '+5', '+5w', '16m', '+9999999d', '2030-13-41T00:00:00Z', '2030-01-01'])(
    'is refused with what it takes: %j',
    async (time) => {
      const response = await sandbox.call('POST', '/graphql', { headers: at(time), body: '{}' });
      expect(response.status).toBe(400);
      const [{ message }] = (await response.json()).errors;
      for (const word of ['x-sandbox-clock', '+16m', '2030-01-01T00:00:00Z']) expect(message).toContain(word);
    },
  );

  it('does nothing outside of the sandbox', async () => {
    const { before, now } = createSandboxClock();
    const graph = await startGraph({}, { decorate: before, now });
    const ask = async (headers = {}) => (await graph.send({ query: cards }, headers)).json();
    const { data } = await ask();
    expect(countOf('ACTIVE', data)).toBeGreaterThan(0);
    expect((await ask(at('+1500d'))).data).toEqual(data);
    expect((await ask(at('nonsense'))).data).toEqual(data);
    await graph.close();
  });
});
