import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenAt } from '../src/telemetry/audit/audit.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { anyCustomer, successOf, writesOf } from './support/writing.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph({}, { customers: 2 })));
afterAll(() => graph.close());

const time: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const durationMs: unknown = expect.any(Number);
const digest: unknown = expect.stringMatching(/^[\da-f]{64}$/);

/** What is logged and audited while something is done. */
async function traced<Result>(work: () => Promise<Result>, of = graph) {
  const [logs, audits] = [of.logged.length, of.audited.length];
  const result = await work();
  return {
    result,
    logged: of.logged.slice(logs).map((line) => JSON.parse(line)),
    audited: of.audited.slice(audits).map((line) => JSON.parse(line)),
  };
}

async function ask(query: string, of = graph, headers: Record<string, string> = {}) {
  return (await of.send({ query }, headers)).json();
}

describe('the log', () => {
  it('has a line for a request and for each call to a provider that it took', async () => {
    const query = 'query People { customers(accounts: ["monri-1"], first: 1) { nodes { id } } }';
    const { result, logged } = await traced(() => ask(query));
    const known = {
      level: 'info',
      time,
      requestId: result.extensions.requestId,
      tenant: 'sandbox',
      operationName: 'People',
      documentHash: createHash('sha256').update(query.replace('"monri-1"', '_')).digest('hex'),
    };
    expect(logged).toEqual([
      {
        ...known,
        level: 'debug',
        account: 'monri-1',
        operation: 'listCustomers',
        method: 'GET',
        route: '/v2/customers',
        status: 200,
        attempt: 1,
        durationMs,
        msg: 'upstream call',
      },
      {
        ...known,
        method: 'POST',
        route: '/graphql',
        status: 200,
        durationMs,
        outcome: 'success',
        upstreamCalls: 1,
        upstreamErrors: 0,
        upstreamSlowestMs: durationMs,
        upstreamTotalMs: durationMs,
        msg: 'request',
      },
    ]);
  });

  it('sums up the calls of a request in its line, so that none has its own line at the usual level', async () => {
    graph.fail('MONRI', () => ({ kind: 'answer', status: 503, body: '' }));
    const query =
      '{ customers(accounts: ["monri-1", "monri-2"], first: 2) { nodes { id } sources { status } } }';
    const { result, logged } = await traced(() => ask(query));
    graph.fail('MONRI', null);
    const { calls } = result.extensions.upstream;
    const times: number[] = calls.map((call: { durationMs: number }) => call.durationMs);
    expect(logged.at(-1)).toMatchObject({
      level: 'info',
      msg: 'request',
      upstreamCalls: calls.length,
      upstreamErrors: calls.filter(({ status }: { status: number }) => status === 503).length,
      upstreamSlowestMs: Math.max(...times),
      upstreamTotalMs: expect.closeTo(
        times.reduce((sum, ms) => sum + ms),
        1,
      ),
    });
    expect(logged.at(-1).upstreamErrors).toBeGreaterThan(0);
    expect(new Set(logged.filter(({ msg }) => msg === 'upstream call').map(({ level }) => level))).toEqual(
      new Set(['debug']),
    );
  });

  it('names a document without texts in it as a trusted one is named', async () => {
    const query =
      'query Viewer($a: Int = 100) { viewer { tenant } customers(first: $a) { totalCount: __typename } }';
    const { logged } = await traced(() => ask(query));
    const { documentHash } = logged.at(-1);
    expect(documentHash).toBe(createHash('sha256').update(query).digest('hex'));
  });

  it("names a failure by the schema's names and its code, never by alias or words", async () => {
    graph.fail('MONRI', () => ({ kind: 'answer', status: 403, body: 'for juan@example.com' }));
    const query = `query { juan: customer(by: { providerCustomerId: { provider: MONRI, account: "monri-1", customerId: "juan" } }) {
      perez: fullName } }`;
    const { result, logged } = await traced(() => ask(query));
    graph.fail('MONRI', null);
    expect(result.errors[0].extensions.code).toBe('PROVIDER_UNAUTHORIZED');
    expect(
      logged.map(({ msg, fieldPath, provider, account, code, outcome }) => [
        msg,
        fieldPath,
        provider,
        account,
        code,
        outcome,
      ]),
    ).toEqual([
      ['upstream call', undefined, undefined, 'monri-1', undefined, undefined],
      ['failure', 'customer', 'MONRI', 'monri-1', 'PROVIDER_UNAUTHORIZED', undefined],
      ['request', undefined, undefined, undefined, 'PROVIDER_UNAUTHORIZED', 'partial'],
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/juan|perez/);
  });

  it('has lines for documents that were refused, and for addresses that are not ours', async () => {
    const { logged } = await traced(async () => {
      await ask('{ juan }');
      await fetch(new URL('/juan?perez=1', graph.url));
    });
    expect(logged.map(({ msg, route, status, outcome }) => [msg, route, status, outcome])).toEqual([
      ['failure', undefined, undefined, undefined],
      ['request', '/graphql', expect.any(Number), 'failure'],
      ['request', 'other', 404, undefined],
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/juan|perez/);
  });
});

describe('the audit', () => {
  it('keeps every mutation, by the id of what it was done to', async () => {
    const writes = writesOf(graph);
    const place = { provider: 'MONRI', account: 'monri-1' } as const;
    const { id: existing } = await anyCustomer(graph, place);
    const { result, logged, audited } = await traced(async () => {
      const customer = { fullName: 'Ana Horvat', email: 'ana@example.com' };
      const created = successOf(await writes.createCustomer({ ...place, customer }));
      await writes.updateCustomer({ id: existing, patch: { fullName: 'Ivo' } });
      await writes.deleteCustomer({ id: existing });
      await writes.deleteCustomer({ id: 'juan.perez@example.com' });
      await writes.createRegistrationLink({
        provider: 'BAMBOO',
        customer: { merchantReference: '', email: '', firstName: '', lastName: '' },
      });
      return created.customer.id;
    });
    const requests = logged.filter(({ msg }) => msg === 'request').map(({ requestId }) => requestId);
    const known = { audit: 1, time, tenant: 'sandbox', caller: 'anonymous' };
    const monri = { account: 'monri-1', outcome: 'SUCCESS' };
    expect(audited).toEqual(
      [
        { action: 'createCustomer', objectId: result, ...monri },
        { action: 'updateCustomer', objectId: existing, ...monri },
        { action: 'deleteCustomer', objectId: existing, ...monri },
        { action: 'deleteCustomer', objectId: null, account: null, outcome: 'NOT_FOUND' },
        { action: 'createRegistrationLink', objectId: null, account: 'bamboo', outcome: 'INVALID_INPUT' },
      ].map((record, index) =>
        Object.assign(record, known, {
          requestId: requests[index],
          previous: index === 0 ? null : digest,
        }),
      ),
    );
    expect(JSON.stringify(audited)).not.toMatch(/ana|juan|horvat|Ivo/i);
    expect(brokenAt(graph.audited)).toBeNull();
  });

  it('has an unknown outcome, and one that was returned again', async () => {
    const input = {
      provider: 'MONRI',
      account: 'monri-2',
      customer: { fullName: 'A', email: 'a@example.com' },
    } as const;
    const { audited } = await traced(async () => {
      await writesOf(graph).createCustomer({ ...input, idempotencyKey: 'one' });
      await writesOf(graph).createCustomer({ ...input, idempotencyKey: 'one' });
      graph.fail('MONRI', () => ({ kind: 'cut', after: true }));
      await writesOf(graph).createCustomer({ ...input, idempotencyKey: 'two' });
      graph.fail('MONRI', null);
    });
    expect(audited.map(({ objectId, outcome, replayed }) => [typeof objectId, outcome, replayed])).toEqual([
      ['string', 'SUCCESS', undefined],
      ['string', 'SUCCESS', true],
      ['object', 'OUTCOME_UNKNOWN', undefined],
    ]);
    expect(audited[0].objectId).toBe(audited[1].objectId);
  });

  it('keeps every refusal, once for each field of a request', async () => {
    const key = 'a key that must stay secret';
    const sha256 = createHash('sha256').update(key).digest('hex');
    const scopes = ['vault:explore', 'vault:customer:read'];
    const other = await startGraph(
      { access: { apiKeys: [{ sha256, tenant: 'sandbox', scopes }] } },
      { customers: 2 },
    );
    const headers = { 'x-api-key': key };
    const { audited, logged } = await traced(async () => {
      await ask('{ customers(accounts: ["monri-1"]) { nodes { ana: email id phone } } }', other, headers);
      await ask('mutation { deleteCustomer(input: { id: "1" }) { __typename } }', other, headers);
      await ask('{ viewer { tenant } }', other, { 'x-api-key': 'another' });
    }, other);
    await other.close();
    const authenticated = { tenant: 'sandbox', caller: `api-key ${sha256.slice(0, 12)}` };
    const unauthenticated = { tenant: null, caller: null };
    const unknownKey = { reason: 'UNKNOWN_KEY', keyId: null, issuer: null };
    const refused = { objectId: null, account: null, outcome: 'ACCESS_DENIED' };
    expect(
      audited.map(({ time: _time, requestId: _id, audit: _audit, previous: _previous, ...record }) => record),
    ).toEqual([
      { ...authenticated, action: 'read customers.nodes.email', ...refused },
      { ...authenticated, action: 'read customers.nodes.phone', ...refused },
      { ...authenticated, action: 'deleteCustomer', ...refused },
      {
        ...unauthenticated,
        action: 'authenticate',
        ...refused,
        ...unknownKey,
        address: '127.0.0.1',
        count: 1,
      },
    ]);
    expect(
      logged.filter(({ msg }) => msg === 'request').map(({ tenant, status }) => [tenant, status]),
    ).toEqual([
      ['sandbox', 200],
      ['sandbox', 200],
      [undefined, 401],
    ]);
    expect(brokenAt(other.audited)).toBeNull();
  });
});
