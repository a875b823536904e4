import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportJsonSchema, type ExportDocument } from '../../src/gateway/export/export-document.ts';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { accessFor } from '../support/keys.ts';

let graph: RunningGraph;
let ids: readonly string[];
const accounts = ['monri-1', 'verifone-1', 'banking-service'];
beforeAll(async () => {
  graph = await startGraph(
    accessFor({
      all: ['*'],
      exporter: ['vault:export'],
      other: ['vault:explore', 'vault:customer:read', 'vault:customer:pii'],
    }),
  );
  ids = (await Promise.all(accounts.map((account) => idsAt(account, 20)))).flat();
});
afterAll(() => graph.close());
afterEach(() => {
  for (const { provider } of graph.emulators) graph.fail(provider, null);
});

async function idsAt(account: string, first: number): Promise<readonly string[]> {
  const query = `query($in: [String!], $first: Int!) { customers(accounts: $in, first: $first) { nodes { id } } }`;
  const response = await graph.send({ query, variables: { in: [account], first } }, { 'x-api-key': 'all' });
  const { data }: { data: { customers: { nodes: readonly { id: string }[] } } } = await response.json();
  return data.customers.nodes.map(({ id }) => id);
}

const noCustomer = { customers: [] };

function ask(body: unknown, headers: Record<string, string> = {}, method = 'POST'): Promise<Response> {
  return fetch(new URL('/export', graph.url), {
    method,
    headers: { 'content-type': 'application/json', 'x-api-key': 'exporter', ...headers },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** One of each account. */
const three = () => [0, 20, 40].map((index) => ids[index] ?? '');

describe('a file of an export', () => {
  it('holds what the graph answers, and fits the JSON Schema', async () => {
    const customers = three();
    const response = await ask({ customers });
    expect([
      response.status,
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
    ]).toEqual([200, 'application/json; charset=utf-8', 'attachment; filename="export.json"']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const file = await response.json();
    expect(z.fromJSONSchema(exportJsonSchema() as never).safeParse(file).success).toBe(true);
    const query = 'query($customers: [ID!]!) { exportPerson(customers: $customers) { json } }';
    const inGraph = await graph.send({ query, variables: { customers } }, { 'x-api-key': 'all' });
    const { data } = await inGraph.json();
    expect(withoutTimes(file)).toEqual(withoutTimes(JSON.parse(data.exportPerson.json)));
    expect(file.records.map(({ account }: ExportDocument['records'][number]) => account.key)).toEqual(
      accounts,
    );
  });

  it('is a page if that is asked for', async () => {
    const response = await ask({ customers: three() }, { accept: 'text/html' });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="export.html"');
    const page = await response.text();
    expect(page).toMatch(/^<!doctype html>/);
    expect(page.match(/<section>/g)).toHaveLength(3);
    expect(page).toMatch(/<p>End of the export<\/p>\s+<\/body>\s+<\/html>\s+$/);
  });

  it('begins before its last record is read', async () => {
    const { promise: until, resolve } = Promise.withResolvers<void>();
    graph.fail('VERIFONE', () => ({ kind: 'held', until }));
    const response = await ask({ customers: three() });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let read = '';
    while (!read.includes('"monri-1"')) read += (await reader?.read())?.value ?? '';
    expect(read).not.toContain('verifone-1');
    resolve();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
      read += piece.value;
    expect(JSON.parse(read)).toMatchObject({ records: [{}, {}, {}], problem: null });
  });

  it('names a record whose provider is down, and holds the others', async () => {
    graph.fail('VERIFONE', () => ({ kind: 'cut' }));
    const { records, problem }: ExportDocument = await (await ask({ customers: three() })).json();
    expect(records.map(({ status }) => status)).toEqual(['WHOLE', 'FAILED', 'WHOLE']);
    expect(records[1]?.problems).toEqual([expect.stringContaining('The customer: ')]);
    expect(problem).toBeNull();
  });

  it('names what could not be read in the time that its caller allows', async () => {
    graph.fail('VERIFONE', () => ({ kind: 'hang' }));
    const response = await ask({ customers: three() }, { 'x-request-timeout-ms': '700' });
    const { records }: ExportDocument = await response.json();
    expect(records.map(({ status }) => status)).toEqual(['WHOLE', 'FAILED', 'WHOLE']);
  });

  it('is in the audit record by record, and nothing of it is in the log', async () => {
    const before = graph.audited.length;
    await (await ask({ customers: three() })).text();
    const lines = graph.audited.slice(before).map((line) => JSON.parse(line));
    expect(lines.map(({ action, account, outcome }) => [action, account, outcome])).toEqual([
      ['exportPerson', 'monri-1', 'SUCCESS'],
      // Its payment methods cannot be listed.
      ['exportPerson', 'verifone-1', 'PARTIAL'],
      ['exportPerson', 'banking-service', 'SUCCESS'],
    ]);
    expect(graph.logged.join('\n')).not.toContain('@example.com');
  });

  it('that its client does not read is not read on at the providers, and is whole for a slow client', async () => {
    const remark = 'x'.repeat(600_000);
    graph.fail('MONRI', ({ url }) =>
      url.includes('payment-methods')
        ? null
        : { kind: 'altered', body: (text) => text.replace(/"email":/, `"remark": "${remark}", "email":`) },
    );
    const arrivals = graph.watch();
    const { hostname, port, host } = new URL(graph.url);
    const body = JSON.stringify({ customers: ids.slice(0, 20) });
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write(
      `POST /export HTTP/1.1\r\nhost: ${host}\r\nx-api-key: exporter\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => arrivals.length).toBeGreaterThan(3);
    await expect
      .poll(async () => {
        const before = arrivals.length;
        await setTimeout(500);
        return arrivals.length === before;
      })
      .toBe(true);
    expect(arrivals.length).toBeLessThan(40);
    const read = await textOf(socket);
    expect(read.length).toBeGreaterThan(20 * remark.length);
    expect(read).toContain('"problem": null');
    expect(arrivals).toHaveLength(40);
  });

  it('ends with its client, and that is no defect', async () => {
    const { promise: until, resolve } = Promise.withResolvers<void>();
    graph.fail('MONRI', () => ({ kind: 'held', until }));
    const arrivals = graph.watch();
    const controller = new AbortController();
    const asked = fetch(new URL('/export', graph.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': 'exporter' },
      body: JSON.stringify({ customers: ids.slice(0, 20) }),
      signal: controller.signal,
    });
    await expect.poll(() => arrivals.length).toBe(4);
    const { body } = await asked;
    controller.abort();
    await expect(body?.getReader().read()).rejects.toThrow('aborted');
    // The server has to hear of it.
    await setTimeout(300);
    resolve();
    await setTimeout(300);
    expect(arrivals).toHaveLength(4);
    expect(graph.defects).toEqual([]);
  });
});

/** A file without what differs from one reading to the next. */
function withoutTimes({ records, problem }: ExportDocument) {
  return {
    problem,
    records: records.map(({ answers, ...record }) => ({
      ...record,
      answers: answers.map(({ operation, json }) => ({ operation, json })),
    })),
  };
}

describe('a request for a file', () => {
  it.each<[string, unknown, readonly string[] | null]>([
    ['no customer', noCustomer, ['customers']],
    ['too many', { customers: Array.from({ length: 21 }, (_, index) => `id-${index}`) }, ['customers']],
    ['one twice', { customers: ['same', 'same'] }, ['customers']],
    ['what is no id', { customers: ['unknown'] }, ['customers', '0']],
    ['what is no text', { customers: ['unknown', 7] }, ['customers', '1']],
    ['no list', { customers: 'unknown' }, ['customers']],
    ['something else, too', { customers: ['unknown'], secret: 'of-mine' }, []],
    ['a list', [noCustomer], null],
    ['no JSON', 'of-mine', null],
  ])('of %s is refused with its place, and nothing is sent or repeated', async (_what, body, path) => {
    const arrivals = graph.watch();
    const response = await ask(body);
    const answer = await response.text();
    const [error] = JSON.parse(answer).errors;
    expect([response.status, error.extensions.code]).toEqual([400, 'INVALID_INPUT']);
    const issues: readonly { readonly path: readonly string[] }[] | undefined = error.extensions.issues;
    expect(issues?.map((issue) => issue.path) ?? null).toEqual(path && [path]);
    expect(answer).not.toMatch(/unknown|of-mine/);
    expect(arrivals).toEqual([]);
  });

  it.each<[string, Parameters<typeof ask>, number]>([
    ['by GET', [noCustomer, {}, 'GET'], 405],
    ['of another media type', [noCustomer, { 'content-type': 'text/plain' }], 415],
    ['that is too large', [{ customers: ['x'.repeat(200_000)] }], 413],
    ['without a credential that is known', [noCustomer, { 'x-api-key': 'unknown' }], 401],
    ['without the scope', [noCustomer, { 'x-api-key': 'other' }], 403],
    ['with a time that is none', [noCustomer, { 'x-request-timeout-ms': '1' }], 400],
    ['of a page from elsewhere', [noCustomer, { origin: 'https://elsewhere.example' }], 400],
  ])('%s is refused', async (_what, asked, status) => {
    const response = await ask(...asked);
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await response.json()).errors).toHaveLength(1);
  });

  it('that is refused for want of the scope says so, and is in the audit', async () => {
    const response = await ask({ customers: three() }, { 'x-api-key': 'other' });
    const { errors } = await response.json();
    expect(errors[0].extensions).toMatchObject({ code: 'ACCESS_DENIED', requiredScopes: ['vault:export'] });
    expect(JSON.parse(graph.audited.at(-1) ?? '')).toMatchObject({
      action: 'read exportPerson',
      outcome: 'ACCESS_DENIED',
    });
  });

  it('takes of the same budget as the graph, and is refused beyond it', async () => {
    const small = await startGraph({ limits: { budget: { points: 30, perSeconds: 60 } } }, { customers: 1 });
    const post = () =>
      fetch(new URL('/export', small.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customers: ids.slice(0, 1) }),
      });
    expect((await post()).status).toBe(200);
    const refused = await post();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([
      429,
      expect.stringMatching(/^\d+$/),
    ]);
    expect((await refused.json()).errors[0].extensions).toMatchObject({
      code: 'BUDGET_EXHAUSTED',
      retryable: true,
    });
    await small.close();
  });
});
