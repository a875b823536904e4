import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { emulate } from './emulator.ts';
import type { MonriEmulator, MonriEmulatorOptions } from './emulator.ts';
import type { CustomerRecord } from './records.ts';
import exampleCustomer from './fixtures/create-customer.json' with { type: 'json' };
import exampleDeletion from './fixtures/delete-customer.json' with { type: 'json' };
import exampleCustomers from './fixtures/list-customers.json' with { type: 'json' };
import exampleMethods from './fixtures/list-payment-methods.json' with { type: 'json' };

const origin = 'http://monri.test';
const time = '2026-11-20T12:00:00Z';
const example = `/v2/customers/${exampleCustomer.uuid}`;
const notFound = { status: 404, body: { status: 'invalid-request', message: 'Customer not found' } };

function start(options: MonriEmulatorOptions = {}): MonriEmulator {
  return emulate({ customers: 1, now: () => new Date(time), ...options });
}

/** Sends `call`, a method and a path with its query, signed by account number `account`. */
async function send(emulator: MonriEmulator, call: string, content?: unknown, account = 0) {
  const [method = '', path = ''] = call.split(' ');
  const settings = emulator.accounts(origin)[account]?.settings ?? {};
  const body = typeof content === 'string' ? content : (JSON.stringify(content) ?? '');
  const signed = [settings['merchantKey'], '1763640000', settings['authenticityToken'], path, body].join('');
  const digest = createHash('sha512').update(signed).digest('hex');
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `WP3-v2.1 ${String(settings['authenticityToken'])} 1763640000 ${digest}`,
  };
  const request = new Request(origin + path, { method, headers, body: body || null });
  const response = await emulator.fetch(request);
  return { status: response.status, body: await response.json() };
}

async function create(emulator: MonriEmulator, content: unknown): Promise<CustomerRecord> {
  return (await send(emulator, 'POST /v2/customers', content)).body;
}

async function keysOf(emulator: MonriEmulator, path: string, account = 0): Promise<string[]> {
  const { body } = await send(emulator, `GET ${path}`, undefined, account);
  return body.data.map((record: { id: string }) => record.id);
}

function invalid(...errors: string[]) {
  return { status: 400, body: { status: 'invalid-request', message: 'Validation failed', errors } };
}

function long(length: number): string {
  return 'é'.repeat(length);
}

describe('the documented examples', () => {
  test.for([
    [`GET ${example}`, exampleCustomer],
    ['GET /v2/merchants/customers/customer-id-1234', exampleCustomer],
    ['GET /v2/customers', exampleCustomers],
    [`GET ${example}/payment-methods`, exampleMethods],
    ['GET /v2/payment-methods', exampleMethods],
    [`DELETE ${example}`, exampleDeletion],
  ] as const)('%s answers as in the documentation', async ([call, body]) => {
    expect(await send(start(), call)).toEqual({ status: 200, body });
  });

  test('creating the example customer answers its fields', async () => {
    const { merchant_customer_id, description, email, name, country, zip_code, metadata } = exampleCustomer;
    const fields = { merchant_customer_id, description, email, name, country, zip_code, metadata };
    const { status, body } = await send(start({ customers: 0 }), 'POST /v2/customers', fields);
    expect(status).toBe(200);
    expect(body).toEqual({ ...exampleCustomer, uuid: body.uuid, created_at: time, updated_at: time });
    expect(body.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('customers', () => {
  test('sets what an update gives, clears what it gives as null and keeps the rest', async () => {
    const emulator = start();
    const content = { phone: '1', zip_code: null, metadata: { key: null, other: '2' }, uuid: 'ignored' };
    const updated = { phone: '1', zip_code: null, metadata: { other: '2' }, updated_at: time };
    const body = { ...exampleCustomer, ...updated };
    expect(await send(emulator, `POST ${example}`, content)).toEqual({ status: 200, body });
    expect(await send(emulator, `GET ${example}`)).toEqual({ status: 200, body });
  });

  test('answers the same for an unknown customer everywhere, with the status switched to', async () => {
    const emulator = start();
    const unknown = '/v2/customers/00000000-0000-4000-8000-000000000000';
    for (const notFoundStatus of [404, 400] as const) {
      emulator.switches.notFoundStatus = notFoundStatus;
      const expected = { ...notFound, status: notFoundStatus };
      expect(await send(emulator, `GET ${unknown}`)).toEqual(expected);
      expect(await send(emulator, `POST ${unknown}`, {})).toEqual(expected);
      expect(await send(emulator, `DELETE ${unknown}`)).toEqual(expected);
      expect(await send(emulator, `GET ${unknown}/payment-methods`)).toEqual(expected);
      expect(await send(emulator, 'GET /v2/merchants/customers/unknown')).toEqual(expected);
    }
  });

  test('keeps a deleted customer readable, unlisted and closed to updates', async () => {
    const emulator = start();
    const deleted = { ...exampleCustomer, deleted: true, deleted_at: time, updated_at: time };
    await send(emulator, `DELETE ${example}`);
    expect(await send(emulator, `GET ${example}`)).toEqual({ status: 200, body: deleted });
    expect(await keysOf(emulator, '/v2/customers')).toEqual([]);
    expect(emulator.accounts(origin)[0]?.customerKeys()).toEqual([]);
    const body = { status: 'invalid-request', message: 'Customer is deleted' };
    expect(await send(emulator, `POST ${example}`, { name: 'A' })).toEqual({ status: 400, body });
    expect(await send(emulator, `DELETE ${example}`)).toEqual({ status: 200, body: exampleDeletion });
    emulator.switches.deletedListed = true;
    expect(await keysOf(emulator, '/v2/customers')).toEqual([exampleCustomer.uuid]);
  });

  test('lets one customer at a time have a merchant_customer_id', async () => {
    const emulator = start();
    const own = { merchant_customer_id: exampleCustomer.merchant_customer_id };
    const taken = invalid('Merchant customer has already been taken');
    const other = await create(emulator, {});
    expect(await send(emulator, 'POST /v2/customers', own)).toEqual(taken);
    expect(await send(emulator, `POST /v2/customers/${other.uuid}`, own)).toEqual(taken);
    expect((await send(emulator, `POST ${example}`, own)).status).toBe(200);
    await send(emulator, `DELETE ${example}`);
    expect((await send(emulator, `POST /v2/customers/${other.uuid}`, own)).status).toBe(200);
    const { body } = await send(emulator, 'GET /v2/merchants/customers/customer-id-1234');
    expect(body.uuid).toBe(other.uuid);
  });

  test('reads a merchant_customer_id of any characters', async () => {
    const emulator = start();
    const customer = await create(emulator, { merchant_customer_id: 'a/b ç?%' });
    const call = `GET /v2/merchants/customers/${encodeURIComponent('a/b ç?%')}`;
    expect(await send(emulator, call)).toEqual({ status: 200, body: customer });
  });

  test('adds uuid and merchant_customer_id to lists and deletions if switched on', async () => {
    const emulator = start({ switches: { liveShapes: true } });
    const { uuid, merchant_customer_id } = exampleCustomer;
    const data = [{ ...exampleCustomers.data[0], uuid, merchant_customer_id }];
    expect((await send(emulator, 'GET /v2/customers')).body).toEqual({ status: 'approved', data });
    const deletion = { ...exampleDeletion, uuid, merchant_customer_id };
    expect((await send(emulator, `DELETE ${example}`)).body).toEqual(deletion);
  });
});

describe('validation', () => {
  test.for([
    [{ merchant_customer_id: long(101) }, 'Merchant customer is too long (maximum is 100 characters)'],
    [{ description: long(201) }, 'Description is too long (maximum is 200 characters)'],
    [{ email: long(201) }, 'Email is too long (maximum is 200 characters)'],
    [{ name: long(51) }, 'Name is too long (maximum is 50 characters)'],
    [{ name: '' }, 'Name is too short (minimum is 1 character)'],
    [{ phone: long(31) }, 'Phone is too long (maximum is 30 characters)'],
    [{ zip_code: long(10) }, 'Zip code is too long (maximum is 9 characters)'],
    [{ city: long(2) }, 'City is too short (minimum is 3 characters)'],
    [{ city: long(31) }, 'City is too long (maximum is 30 characters)'],
    [{ address: long(101) }, 'Address is too long (maximum is 100 characters)'],
    [{ country: 'BIH' }, 'Country is the wrong length (should be 2 characters)'],
    [{ country: 'ba' }, 'Country is invalid'],
    [{ phone: 61 }, 'Phone is not a string'],
    [{ metadata: ['a'] }, 'Metadata is not a dictionary'],
    ['{"name":', 'Request body is not a JSON object'],
    [[], 'Request body is not a JSON object'],
  ] as const)('refuses %j on create and update', async ([content, error]) => {
    const emulator = start();
    expect(await send(emulator, 'POST /v2/customers', content)).toEqual(invalid(error));
    expect(await send(emulator, `POST ${example}`, content)).toEqual(invalid(error));
    expect(await send(emulator, `GET ${example}`)).toEqual({ status: 200, body: exampleCustomer });
    expect(await keysOf(emulator, '/v2/customers')).toHaveLength(1);
  });

  test('names every mistake at once, and accepts the longest values', async () => {
    const mistakes = invalid('City is too short (minimum is 3 characters)', 'Country is invalid');
    expect(await send(start(), 'POST /v2/customers', { city: 'a', country: '12' })).toEqual(mistakes);
    const longest = { name: long(50), zip_code: long(9), phone: long(30), email: '😀'.repeat(200) };
    expect(await create(start(), longest)).toMatchObject(longest);
  });
});

describe('lists', () => {
  test('page from the newest, 50 by default and 100 at most', async () => {
    const emulator = start({ customers: 120 });
    const keys = emulator.accounts(origin)[0]?.customerKeys() ?? [];
    expect(keys).toHaveLength(120);
    expect(keys.at(-1)).toBe(exampleCustomer.uuid);
    expect(await keysOf(emulator, '/v2/customers')).toEqual(keys.slice(0, 50));
    expect(await keysOf(emulator, '/v2/customers?limit=500')).toEqual(keys.slice(0, 100));
    expect(await keysOf(emulator, '/v2/customers?limit=30&offset=100')).toEqual(keys.slice(100));
    expect(await keysOf(emulator, '/v2/customers?offset=120')).toEqual([]);
    emulator.switches.maximumLimit = 10;
    expect(await keysOf(emulator, '/v2/customers?limit=20')).toEqual(keys.slice(0, 10));
  });

  test('put what was created last first', async () => {
    const emulator = start({ customers: 2 });
    const before = await keysOf(emulator, '/v2/customers');
    const first = await create(emulator, {});
    const second = await create(emulator, {});
    expect(await keysOf(emulator, '/v2/customers')).toEqual([second.uuid, first.uuid, ...before]);
  });

  test.for(['/v2/customers', `${example}/payment-methods`, '/v2/payment-methods'])(
    '%s refuses a limit or offset that is no number',
    async (path) => {
      const expected = invalid('Limit is not a valid number', 'Offset is not a valid number');
      expect(await send(start(), `GET ${path}?limit=ten&offset=-1`)).toEqual(expected);
    },
  );
});

describe('payment methods', () => {
  test('come from payments, and are listed for their customer and for the merchant', async () => {
    const emulator = start();
    const added = emulator.addPaymentMethod(exampleCustomer.uuid, { masked_pan: '675964******8453' });
    const { id } = added;
    expect(added).toEqual({
      status: 'approved',
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      masked_pan: '675964******8453',
      expiration_date: '2028-01-31',
      keep_until: '2028-01-31T23:00:00Z',
      created_at: time,
      updated_at: time,
      customer_uuid: exampleCustomer.uuid,
      token: id,
      expired: false,
    });
    const body = { status: 'approved', data: [added, ...exampleMethods.data] };
    expect(await send(emulator, `GET ${example}/payment-methods`)).toEqual({ status: 200, body });
    expect(await send(emulator, 'GET /v2/payment-methods')).toEqual({ status: 200, body });
    expect(await keysOf(emulator, `${example}/payment-methods?limit=1&offset=0`)).toEqual([id]);
  });

  test('cannot be read, changed or deleted one by one', async () => {
    const { id } = exampleMethods.data[0] ?? {};
    const unknownRoute = { status: 404, body: { status: 404, error: 'Not Found' } };
    for (const path of [`${example}/payment-methods/${id}`, `/v2/payment-methods/${id}`]) {
      expect(await send(start(), `GET ${path}`)).toEqual(unknownRoute);
      expect(await send(start(), `POST ${path}`, {})).toEqual(unknownRoute);
      expect(await send(start(), `DELETE ${path}`)).toEqual(unknownRoute);
    }
  });
});

test('a customer of one account is unknown in another', async () => {
  const emulator = start({ accounts: 2, customers: 3 });
  expect(await send(emulator, `GET ${example}`, undefined, 1)).toEqual(notFound);
  expect(await keysOf(emulator, '/v2/customers', 1)).toEqual(emulator.accounts(origin)[1]?.customerKeys());
  expect((await send(emulator, `GET ${example}`, undefined, 0)).status).toBe(200);
});
