import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportJsonSchema, type ExportDocument } from '../src/gateway/export/export-document.ts';
import { documented, type Documented } from './support/documented-payloads.ts';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { accessFor } from './support/keys.ts';
import { leavesIn, readPayload, withLeaf } from './support/payloads.ts';
import { serveDocumented } from './support/serve-documented.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph(
    accessFor({ all: ['*'], other: ['vault:explore', 'vault:customer:read', 'vault:customer:pii'] }),
    { atAllProviders: true },
  );
});
afterAll(() => graph.close());
afterEach(() => {
  for (const { provider } of documented) graph.fail(provider, null);
});

interface Exported {
  readonly records: readonly {
    readonly id: string;
    readonly account: { readonly key: string };
    readonly status: string;
    readonly problems: readonly string[];
  }[];
  readonly json: string;
  readonly html: string;
}

interface Body {
  readonly data: { readonly exportPerson: Exported | null };
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

const query = `query($customers: [ID!]!) {
  exportPerson(customers: $customers) { records { id account { key } status problems } json html }
}`;

async function exportOf(customers: readonly string[], key = 'all'): Promise<Body> {
  const response = await graph.send({ query, variables: { customers } }, { 'x-api-key': key });
  return response.json();
}

async function idOf(provider: string, account: string, customerId: string): Promise<string> {
  const response = await graph.send(
    {
      query: `query($by: CustomerLookupInput!) { customer(by: $by, includeDeleted: true) { id } }`,
      variables: { by: { providerCustomerId: { provider, account, customerId } } },
    },
    { 'x-api-key': 'all' },
  );
  return (await response.json()).data.customer.id;
}

async function exportDocumented(one: Documented, payloads: Readonly<Record<string, unknown>> = {}) {
  const key = serveDocumented(graph, one, payloads);
  const id = await idOf(one.provider, one.account, key);
  const { data, errors } = await exportOf([id]);
  expect(errors).toBeUndefined();
  const { records = [], json = '', html = '' } = data.exportPerson ?? {};
  const document: ExportDocument = JSON.parse(json);
  return { id, record: records[0], document, json, html };
}

const secretPlaces = /(?:^|\.)token$/;

describe.each(documented)('an export at $provider', (one) => {
  const names = one.routes.map(([, name]) => name).filter((name) => !name.startsWith('list-customers'));

  it('holds every value that its documented payloads hold, apart from tokens', async () => {
    const { document, record } = await exportDocumented(one);
    expect(record).toMatchObject({ account: { key: one.account } });
    const shown = JSON.stringify(document.records.flatMap(({ answers }) => answers.map(({ json }) => json)));
    for (const name of names) {
      const isRead = document.records[0]?.status === 'WHOLE' || !name.includes('payment-method');
      const leaves = leavesIn(readPayload(one.folder, name)).filter(
        ({ keys, value }) => isRead && !secretPlaces.test(keys.join('.')) && !isSecretAt(one, name, value),
      );
      for (const { value } of leaves) expect(shown).toContain(JSON.stringify(value));
    }
  });

  it('holds what the graph does not model, and hides card numbers in it', async () => {
    const [, name = ''] =
      one.routes.find(([path]) => path.test('/v2/customers/x') || path.test('/v2/customer/x')) ?? [];
    const payload = withLeaf(
      withLeaf(readPayload(one.folder, name), ['loyalty_tier'], 'gold of the club'),
      ['remark'],
      'paid with 4111 1111 1111 1111',
    );
    const { json, html } = await exportDocumented(one, { [name]: payload });
    for (const text of [json, html]) {
      expect(text).toContain('gold of the club');
      expect(text).not.toContain('4111 1111 1111 1111');
    }
  });

  it('fits its JSON Schema', async () => {
    const { document } = await exportDocumented(one);
    expect(z.fromJSONSchema(exportJsonSchema() as never).safeParse(document).success).toBe(true);
  });
});

/** Monri's `id` of a payment method charges it as the token does. */
function isSecretAt({ folder }: Documented, name: string, value: unknown): boolean {
  if (folder !== 'monri' || name !== 'list-payment-methods') return false;
  return leavesIn(readPayload(folder, name)).some(
    ({ keys, value: secret }) => ['id', 'token'].includes(keys.at(-1) ?? '') && secret === value,
  );
}

describe('an export', () => {
  const monri = documented.find(({ provider }) => provider === 'MONRI') as Documented;

  it('names tokens as held', async () => {
    const { json, html } = await exportDocumented(monri);
    const tokens = leavesIn(readPayload('monri', 'list-payment-methods')).filter(({ keys }) =>
      ['id', 'token'].includes(keys.at(-1) ?? ''),
    );
    expect(tokens.length).toBeGreaterThan(0);
    for (const text of [json, html]) {
      for (const { value } of tokens) expect(text).not.toContain(value);
      expect(text).toContain('(held, not shown)');
    }
  });

  it('escapes what providers hold, and its page runs and loads nothing', async () => {
    const payload = withLeaf(
      readPayload('monri', 'create-customer'),
      ['remark'],
      '<img src="https://example.com">',
    );
    const { html } = await exportDocumented(monri, { 'create-customer': payload });
    expect(html).toContain('&lt;img src=&quot;https://example.com&quot;&gt;');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<(?:img|script|link|iframe)\b/);
  });

  it('leaves out payment methods that cannot be understood, and says so', async () => {
    const methods = { status: 'approved', data: [{ remark: 'secret-of-a-card' }] };
    const { record, json } = await exportDocumented(monri, { 'list-payment-methods': methods });
    expect(record?.status).toBe('PARTIAL');
    expect(record?.problems).toEqual([expect.stringContaining('Payment methods')]);
    expect(json).not.toContain('secret-of-a-card');
  });

  it('names a record that could not be read, one that is gone, and gives the others', async () => {
    const all = await graph.send(
      {
        query:
          '{ customers(accounts: ["monri-1", "verifone-1"], first: 100) { nodes { id account { key } } } }',
      },
      { 'x-api-key': 'all' },
    );
    const { nodes }: { nodes: readonly { id: string; account: { key: string } }[] } = (await all.json()).data
      .customers;
    const idAt = (account: string) => nodes.find((node) => node.account.key === account)?.id ?? '';
    graph.fail('VERIFONE', () => ({ kind: 'cut' }));
    const { data } = await exportOf([idAt('verifone-1'), idAt('monri-1')]);
    expect(data.exportPerson?.records.map(({ account, status }) => [account.key, status])).toEqual([
      ['verifone-1', 'FAILED'],
      ['monri-1', 'WHOLE'],
    ]);
    graph.fail('VERIFONE', null);
    graph.fail('MONRI', ({ url }) =>
      url.includes('/customers/')
        ? {
            kind: 'answer',
            status: 404,
            headers: { 'content-type': 'application/json' },
            body: '{"status":"error","message":"Customer not found"}',
          }
        : null,
    );
    const gone = await exportOf([idAt('monri-1')]);
    expect(gone.data.exportPerson?.records.map(({ status }) => status)).toEqual(['ABSENT']);
  });

  it('of several people at once holds of each record nothing of the others', async () => {
    const response = await graph.send(
      { query: '{ customers(accounts: ["verifone-1"], first: 8) { nodes { id email } } }' },
      { 'x-api-key': 'all' },
    );
    const listed: readonly { id: string; email: string | null }[] = (await response.json()).data.customers
      .nodes;
    const nodes = listed.flatMap(({ id, email }) => (email === null ? [] : [{ id, email }]));
    expect(nodes.length).toBeGreaterThan(2);
    const exports = await Promise.all([
      exportOf(nodes.map(({ id }) => id)),
      exportOf(nodes.map(({ id }) => id)),
    ]);
    for (const { data } of exports) {
      const { records }: ExportDocument = JSON.parse(data.exportPerson?.json ?? '');
      const held = records.map(({ answers }) =>
        nodes.filter(({ email }) => JSON.stringify(answers).includes(email)),
      );
      expect(held).toEqual(nodes.map((node) => [node]));
    }
  });

  it('is in the audit, and nothing of it is in the audit or the log', async () => {
    const before = graph.audited.length;
    const { id, document } = await exportDocumented(monri);
    const lines = graph.audited.slice(before).map((line) => JSON.parse(line));
    expect(lines).toContainEqual(
      expect.objectContaining({
        action: 'exportPerson',
        objectId: id,
        account: 'monri-1',
        outcome: 'SUCCESS',
      }),
    );
    const email = leavesIn(document.records).find(({ keys }) => keys.at(-1) === 'email')?.value;
    expect(email).toEqual(expect.any(String));
    expect([...graph.audited, ...graph.logged].join('\n')).not.toContain(email);
  });

  it.each([
    ['no customer', [], ['customers']],
    ['too many', Array.from({ length: 21 }, (_, index) => `id-${index}`), ['customers']],
    ['one twice', ['same', 'same'], ['customers']],
    ['what is no id', ['unknown'], ['customers', '0']],
  ])('of %s is refused, and nothing is sent', async (_what, customers, path) => {
    const arrivals = graph.watch();
    const { data, errors } = await exportOf(customers);
    expect(data.exportPerson).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] });
    expect(arrivals).toEqual([]);
  });

  it('is refused to a caller without its scope, and nothing is sent', async () => {
    const key = serveDocumented(graph, monri);
    const id = await idOf('MONRI', 'monri-1', key);
    const arrivals = graph.watch();
    const { errors } = await exportOf([id], 'other');
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'ACCESS_DENIED',
      requiredScopes: ['vault:export'],
    });
    expect(arrivals).toEqual([]);
  });
});
