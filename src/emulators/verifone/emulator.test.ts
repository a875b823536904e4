import { describe, expect, it } from 'vitest';
import { emulate, type VerifoneEmulator, type VerifoneEmulatorOptions } from './emulator.ts';
import sample from './fixtures/basic-credentials.json' with { type: 'json' };
import example from './fixtures/customer-response.json' with { type: 'json' };
import missingEntityId from './fixtures/missing-entity-id.json' with { type: 'json' };

const origin = 'http://verifone.test';
const customers = `${origin}/oidc/customer-service/v2/customer`;
const { authorization } = sample;
const timestamp = 1734000000;
const stranger = '00000000-0000-4000-8000-000000000000';
const notFound = { code: 109, message: 'Resource not found', details: {}, timestamp };
const unauthenticated = { code: 116, message: 'Authentication required', details: {}, timestamp };

function started(options: VerifoneEmulatorOptions = {}): VerifoneEmulator {
  return emulate({ now: () => new Date(timestamp * 1000), ...options });
}

async function send(
  emulator: VerifoneEmulator,
  call: string,
  { body, headers = { authorization } }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: unknown }> {
  const [method = '', path = ''] = call.split(' ');
  const response = await emulator.fetch(
    new Request(`${customers}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text === '' ? '' : JSON.parse(text) };
}

function credentials(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

const person = { entity_id: example.entity_id, billing: { first_name: 'Ana', last_name: 'Pérez' } };

describe('basic authentication', () => {
  const emulator = started({ customers: 1 });

  it("takes the documentation's sample header for the first account", async () => {
    expect(await send(emulator, `GET /${example.id}`)).toEqual({ status: 200, body: example });
  });

  it.each([
    ['no header', {}],
    ['a wrong key', { authorization: credentials(`${sample.user_uid}:wrong`) }],
    ['a wrong user', { authorization: credentials(`wrong:${sample.api_key}`) }],
    ['the user and key swapped', { authorization: credentials(`${sample.api_key}:${sample.user_uid}`) }],
    ['the key alone', { authorization: credentials(sample.api_key) }],
    ['what is not encoded', { authorization: `Basic ${sample.user_uid}:${sample.api_key}` }],
    ['no scheme', { authorization: authorization.slice('Basic '.length) }],
    ['a token never issued', { authorization: 'Bearer e30.e30.e30' }],
    ['basic credentials as a token', { authorization: authorization.replace('Basic', 'Bearer') }],
  ])('refuses %s', async (_, headers: Record<string, string>) => {
    for (const call of ['GET', 'POST', `GET /${example.id}`, `POST /${example.id}`, 'PUT', 'GET /no/where']) {
      const body = call.startsWith('POST') ? { body: '{' } : {};
      expect(await send(emulator, call, { headers, ...body })).toEqual({
        status: 401,
        body: unauthenticated,
      });
    }
    expect(await send(emulator, `DELETE /${example.id}`, { headers })).toEqual({
      status: 401,
      body: unauthenticated,
    });
    expect(emulator.accounts(origin)[0]?.customerKeys()).toEqual([example.id]);
  });
});

describe('create', () => {
  it('answers 200 with the record, its id and times', async () => {
    const emulator = started();
    const { status, body } = await send(emulator, 'POST', { body: person });
    const time = '2024-12-12T10:40:00.000Z';
    expect([status, body]).toEqual([
      200,
      { ...person, id: expect.stringMatching(/^[0-9a-f-]{36}$/), created_at: time, updated_at: time },
    ]);
    expect(await send(emulator, `GET /${emulator.accounts(origin)[0]?.customerKeys()[0]}`)).toEqual({
      status: 200,
      body,
    });
  });
});

describe('update', () => {
  it('replaces the whole record but its id and time of creation', async () => {
    const emulator = started({ customers: 1 });
    const { id, created_at } = example;
    const updated = { ...person, id, created_at, updated_at: '2024-12-12T10:40:00.000Z' };
    expect(await send(emulator, `POST /${id}`, { body: person })).toEqual({ status: 200, body: updated });
    expect(await send(emulator, `GET /${id.toUpperCase()}`)).toEqual({ status: 200, body: updated });
  });

  it('refuses the id and times of a record sent back whole', async () => {
    const emulator = started({ customers: 1 });
    const details = {
      body: { id: 'is not expected', created_at: 'is not expected', updated_at: 'is not expected' },
    };
    expect(await send(emulator, `POST /${example.id}`, { body: example })).toEqual({
      status: 400,
      body: { code: 127, message: 'Unexpected parameter submitted', details, timestamp },
    });
  });
});

describe('delete', () => {
  it('answers 204 without a body, and the record is deleted', async () => {
    const emulator = started({ customers: 1 });
    expect(await send(emulator, `DELETE /${example.id}`)).toEqual({ status: 204, body: '' });
    expect(await send(emulator, `GET /${example.id}`)).toEqual({ status: 404, body: notFound });
    expect(await send(emulator, `DELETE /${example.id}`)).toEqual({ status: 404, body: notFound });
  });
});

describe('paths', () => {
  const emulator = started({ customers: 1 });

  it.each(['GET', 'POST', 'DELETE'])('refuse %s of an id that is not a UUID or unknown', async (method) => {
    const body = method === 'POST' ? { body: person } : {};
    const details = { params: { customerId: 'must be a uuid' } };
    expect(await send(emulator, `${method} /cus_123`, body)).toEqual({
      status: 400,
      body: { code: 107, message: 'Invalid parameter format', details, timestamp },
    });
    expect(await send(emulator, `${method} /${stranger}`, body)).toEqual({ status: 404, body: notFound });
  });

  it('refuse a method that is not documented', async () => {
    expect(await send(emulator, `PUT /${example.id}`, { body: person })).toEqual({
      status: 404,
      body: notFound,
    });
  });

  it('refuse a URL that is too long with a bare 414', async () => {
    const search = `?search=id==${'a'.repeat(8192 - `${customers}?search=id==`.length)}`;
    expect(await send(emulator, `GET ${search}`)).toEqual({ status: 200, body: [] });
    expect(await send(emulator, `GET ${search}a`)).toEqual({ status: 414, body: '' });
    emulator.switches.maximumUrlBytes = 60;
    expect(await send(emulator, `GET ${search}`)).toEqual({ status: 414, body: '' });
  });
});

describe('a body', () => {
  it('without an entity is refused as in the fixture', async () => {
    const emulator = started();
    const { entity_id: _, ...rest } = person;
    expect(await send(emulator, 'POST', { body: rest })).toEqual({ status: 400, body: missingEntityId });
  });

  it('that is not said to be JSON is refused', async () => {
    const emulator = started();
    const headers = { authorization, 'content-type': 'text/plain' };
    expect(await send(emulator, 'POST', { body: person, headers })).toEqual({
      status: 400,
      body: { code: 110, message: 'Invalid resource or malformed JSON', details: {}, timestamp },
    });
  });

  it('with the entity of another account is refused', async () => {
    const emulator = started({ accounts: 2, customers: 1 });
    const body = { ...person, entity_id: emulator.accounts(origin)[1]?.settings['entityId'] };
    const refusal = { code: 113, message: 'Insufficient permissions', details: {}, timestamp };
    expect(await send(emulator, 'POST', { body })).toEqual({ status: 403, body: refusal });
    expect(await send(emulator, `POST /${example.id}`, { body })).toEqual({ status: 403, body: refusal });
  });
});
