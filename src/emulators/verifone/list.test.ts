import { describe, expect, it } from 'vitest';
import { emulate } from './emulator.ts';
import credentials from './fixtures/basic-credentials.json' with { type: 'json' };
import example from './fixtures/customer-response.json' with { type: 'json' };

const { authorization } = credentials;
const now = () => new Date('2026-11-20T09:00:00Z');

const emulator = emulate({ now });
const entity_id = example.entity_id;
/** Known by what they are called, oldest first. */
const records = {
  ana: {
    billing: { first_name: 'Ana', last_name: 'de Vries', city: 'Hoofddorp', phone: '+31 23 555 0001' },
    shipping: { phone: '100' },
    email_address: 'ana+1@example.com',
  },
  bo: {
    billing: { first_name: 'Bo', last_name: "O'Neill", city: 'Zagreb' },
    shipping: { phone: '+2-0-0' },
    email_address: 'BO@example.com',
    language: 'hr',
  },
  cy: {
    company_name: 'Cobalt (Trading), "CT" = C\\T; co',
    shipping: { phone: '300', city: 'Zagreb' },
    tax: { identifier: '42' },
  },
};

const times: Record<string, string> = {
  ana: '2026-11-01T08:00:00Z',
  bo: '2026-11-02T08:00:00Z',
  cy: '2026-11-02T09:30:00.500Z',
};
const clock = { at: '2026-11-01' };
const dated = emulate({ now: () => new Date(clock.at) });
const names = new Map<string, string>();
const ids: Record<string, string> = {};
for (const [name, record] of Object.entries(records)) {
  clock.at = times[name] ?? clock.at;
  const created = await dated.fetch(
    new Request('http://verifone.test/oidc/customer-service/v2/customer', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ entity_id, ...record }),
    }),
  );
  const { id } = await created.json();
  names.set(id, name);
  ids[name] = id;
}

async function list(query: Record<string, string>, from = dated): Promise<{ status: number; body: unknown }> {
  const url = `http://verifone.test/oidc/customer-service/v2/customer?${new URLSearchParams(query).toString()}`;
  const response = await from.fetch(new Request(url, { headers: { authorization } }));
  return { status: response.status, body: await response.json() };
}

async function found(search: string, order: Record<string, string> = {}): Promise<unknown> {
  const { status, body } = await list({ search, ...order });
  return status === 200 && Array.isArray(body) ? body.map(({ id }) => names.get(id)) : body;
}

describe('search', () => {
  it.each([
    ['billing.city==Zagreb', ['bo']],
    ['billing.city!=Zagreb', ['cy', 'ana']],
    ['billing.city=in=(Zagreb,Hoofddorp)', ['bo', 'ana']],
    ['billing.city=out=(Zagreb,Hoofddorp)', ['cy']],
    ['billing.city==zagreb', []],
    ['billing.city==Zag*', []],
    ['billing.city=regex=agr', ['bo']],
    ['billing.city=regex=^agr', []],
    ["billing.last_name=regex='^(de|O)'", ['bo', 'ana']],
    ['billing.last_name=="de Vries"', ['ana']],
    [String.raw`billing.last_name=='O\'Neill'`, ['bo']],
    [String.raw`company_name=="Cobalt (Trading), \"CT\" = C\\T; co"`, ['cy']],
    ['email_address==ana+1@example.com', ['ana']],
    ['email_address=in=(ana+1@example.com,BO@example.com)', ['bo', 'ana']],
    ['language==hr', ['bo']],
    ['tax.identifier==42', ['cy']],
    ['billing.phone=regex=^.31', ['ana']],
    ['shipping.phone==200', ['bo']],
    ['shipping.phone!=200', ['cy', 'ana']],
    ['shipping.phone=in=(100,300)', ['cy', 'ana']],
    ['shipping.phone=out=(100,300)', ['bo']],
    ['shipping.phone=gt=200', ['cy']],
    ['shipping.phone=ge=200', ['cy', 'bo']],
    ['shipping.phone=lt=200', ['ana']],
    ['shipping.phone=le=200', ['bo', 'ana']],
    ['created_at==2026-11-02T09:00:00+01:00', ['bo']],
    ['created_at!=2026-11-02T08:00:00Z', ['cy', 'ana']],
    ['created_at=in=(2026-11-02T08:00:00.000Z,2026-11-01T08:00:00Z)', ['bo', 'ana']],
    ['created_at=out=(2026-11-02T08:00:00Z)', ['cy', 'ana']],
    ['created_at=gt=2026-11-02', ['cy', 'bo']],
    ['updated_at=ge=2026-11-02T09:30:00.500Z', ['cy']],
    ['created_at=lt=2026-11-02', ['ana']],
    ['created_at=le=2026-11-02T08:00:00Z', ['bo', 'ana']],
    ['billing.city==Zagreb,shipping.city==Zagreb', ['cy', 'bo']],
    ['billing.city==Hoofddorp,shipping.city==Zagreb;tax.identifier==1', ['ana']],
    ['(billing.city==Hoofddorp,shipping.city==Zagreb);tax.identifier==42', ['cy']],
    [`entity_id==${entity_id}`, ['cy', 'bo', 'ana']],
    ['entity_id==another', []],
    [`id=in=(${ids['ana']},00000000-0000-4000-8000-000000000000,${ids['cy']})`, ['cy', 'ana']],
  ])('finds by %s', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('answers the example of the documentation', async () => {
    const query = 'search=id==123&order_by=ASC&order_criteria=email_address&page_size=1&page_number=2';
    const url = `http://verifone.test/oidc/customer-service/v2/customer?${query}`;
    const response = await dated.fetch(new Request(url, { headers: { authorization } }));
    expect([response.status, await response.json()]).toEqual([200, []]);
  });

  it('reads a plus sign that is not encoded as a space', async () => {
    const url =
      'http://verifone.test/oidc/customer-service/v2/customer?search=email_address==ana+1@example.com';
    const response = await dated.fetch(new Request(url, { headers: { authorization } }));
    expect(response.status).toBe(400);
  });

  it.each([
    ['first_name==Ana', 'unknown field first_name'],
    ['billing==Ana', 'unknown field billing'],
    ['__proto__==Ana', 'unknown field __proto__'],
    ['billing.city=gt=Zagreb', '=gt= is not allowed for billing.city'],
    ['id=le=1', '=le= is not allowed for id'],
    ['shipping.phone=regex=1', '=regex= is not allowed for shipping.phone'],
    ['created_at=regex=2026', '=regex= is not allowed for created_at'],
    ['shipping.phone=="+31 23"', 'not a number: +31 23'],
    ['created_at==yesterday', 'not a date: yesterday'],
    ['created_at==2026-13-01', 'not a date: 2026-13-01'],
    ['created_at==2026-11-01T08:00:00', 'not a date: 2026-11-01T08:00:00'],
    ['billing.city=regex="("', 'invalid pattern'],
    ['billing.city', 'unexpected end of search'],
  ])('refuses %s', async (search, reason) => {
    expect(await list({ search }, emulator)).toEqual({
      status: 400,
      body: {
        code: 107,
        message: 'Invalid parameter format',
        details: { query: { search: reason } },
        timestamp: 1795165200,
      },
    });
  });

  it.each([{}, { search: '' }, { page_size: '1' }])('is required: %j', async (query) => {
    expect(await list(query, emulator)).toEqual({
      status: 400,
      body: {
        code: 126,
        message: 'Missing required parameter',
        details: { query: { search: 'is required' } },
        timestamp: 1795165200,
      },
    });
  });
});

describe('order', () => {
  const everyone = `entity_id==${entity_id}`;

  it.each([
    [{}, ['cy', 'bo', 'ana']],
    [{ order_by: 'ASC' }, ['ana', 'bo', 'cy']],
    [{ order_criteria: 'created_at', order_by: 'DESC' }, ['cy', 'bo', 'ana']],
    [{ order_criteria: 'billing.first_name' }, ['bo', 'ana', 'cy']],
    [{ order_criteria: 'billing.first_name', order_by: 'ASC' }, ['cy', 'ana', 'bo']],
    [{ order_criteria: 'shipping.phone', order_by: 'ASC' }, ['ana', 'bo', 'cy']],
    [{ order_criteria: 'email_address', order_by: 'ASC' }, ['cy', 'bo', 'ana']],
  ])('is as asked by %j', async (order, expected) => {
    expect(await found(everyone, order)).toEqual(expected);
  });

  it.each([
    ['order_criteria', 'shipping.middle_name'],
    ['order_criteria', 'updated_at'],
    ['order_criteria', 'language'],
    ['order_criteria', 'name'],
    ['order_by', 'asc'],
    ['order_by', ''],
    ['page_number', '0'],
    ['page_number', '1.5'],
    ['page_size', '0'],
    ['page_size', '-1'],
    ['page_size', 'many'],
  ])('refuses %s=%s', async (name, value) => {
    const { status, body } = await list({ search: everyone, [name]: value }, emulator);
    expect([status, body]).toMatchObject([
      400,
      { code: 107, details: { query: { [name]: expect.any(String) } } },
    ]);
  });

  it('refuses a parameter it does not know', async () => {
    const { status, body } = await list({ search: everyone, page: '1' }, emulator);
    expect([status, body]).toMatchObject([
      400,
      { code: 127, details: { query: { page: 'is not expected' } } },
    ]);
  });
});

describe('pages', () => {
  const many = emulate({ now, customers: 130 });
  const keys = many.accounts('')[0]?.customerKeys() ?? [];

  async function page(query: Record<string, string>): Promise<unknown> {
    const { body } = await list({ search: `entity_id==${entity_id}`, ...query }, many);
    return Array.isArray(body) ? body.map(({ id }) => id) : body;
  }

  it('hold 50 unless asked otherwise, newest first, counted from 1', async () => {
    expect(await page({})).toEqual(keys.slice(0, 50));
    expect(await page({ page_number: '1' })).toEqual(keys.slice(0, 50));
    expect(await page({ page_number: '3' })).toEqual(keys.slice(100));
    expect(await page({ page_number: '4' })).toEqual([]);
    expect(await page({ page_number: '2', page_size: '7' })).toEqual(keys.slice(7, 14));
  });

  it('hold 100 at most, without a word', async () => {
    expect(await page({ page_size: '130' })).toEqual(keys.slice(0, 100));
    expect(await page({ page_size: '130', page_number: '2' })).toEqual(keys.slice(100));
  });

  it('hold fewer if the switch says so', async () => {
    many.switches.maximumPageSize = 20;
    expect(await page({})).toEqual(keys.slice(0, 20));
    expect(await page({ page_size: '50', page_number: '2' })).toEqual(keys.slice(20, 40));
    many.switches.maximumPageSize = 100;
  });
});
