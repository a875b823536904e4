import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { emulate } from './emulator.ts';
import type { MonriEmulator, MonriSwitches } from './emulator.ts';
import exampleDeletion from './fixtures/delete-customer.json' with { type: 'json' };
import digests from './fixtures/digests.json' with { type: 'json' };

const origin = 'http://monri.test';
const { merchantKey, authenticityToken, timestamp } = digests;
const noon = new Date('2026-11-20T12:00:00Z');
const jsonHeaders = { 'content-type': 'application/json', accept: 'application/json' };
const unauthorized = { status: 401, body: { status: 'error', message: 'Unauthorized' } };
const listDigest = sha512(`${merchantKey}${timestamp}${authenticityToken}/v2/customers`);

function start(switches: Partial<MonriSwitches> = {}): MonriEmulator {
  const credentials = [{ merchantKey, authenticityToken }];
  return emulate({ credentials, customers: 1, switches, now: () => noon });
}

function sha512(text: string): string {
  return createHash('sha512').update(text).digest('hex');
}

async function answer(emulator: MonriEmulator, path: string, init: RequestInit = {}) {
  const response = await emulator.fetch(new Request(origin + path, init));
  const body: unknown = await response.json();
  return { status: response.status, body };
}

function headersWith(authorization: string): Record<string, string> {
  return { ...jsonHeaders, authorization };
}

function signature(signed: string, time = timestamp, token = authenticityToken): string {
  return `WP3-v2.1 ${token} ${time} ${sha512(merchantKey + time + token + signed)}`;
}

test.for(digests.requests)('accepts the known digest of $name, and no other', async (known) => {
  const statusWith = async (digest: string) => {
    const headers = headersWith(`WP3-v2.1 ${authenticityToken} ${timestamp} ${digest}`);
    const init = { method: known.method, headers, body: known.body || null };
    return (await answer(start(), known.fullpath, init)).status;
  };
  const isServed = known.fullpath !== '/v2/payment/new';
  expect(await statusWith(known.digest)).toBe(isServed ? 200 : 404);
  expect(await statusWith(known.digest.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toBe(401);
});

test('accepts the digest of a GET for a DELETE, as the method is not part of it', async () => {
  const known = digests.requests.find(({ name }) => name === 'GET one, also DELETE');
  const headers = headersWith(`WP3-v2.1 ${authenticityToken} ${timestamp} ${known?.digest}`);
  const deletion = await answer(start(), known?.fullpath ?? '', { method: 'DELETE', headers });
  expect(deletion).toEqual({ status: 200, body: exampleDeletion });
});

test('takes the query as sent, in its order and encoding', async () => {
  const emulator = start();
  const statusOf = async (path: string, signed: string) =>
    (await answer(emulator, path, { headers: headersWith(signature(signed)) })).status;
  expect(await statusOf('/v2/customers?limit=3', '/v2/customers?limit=3')).toBe(200);
  expect(await statusOf('/v2/customers?limit=3', '/v2/customers')).toBe(401);
  expect(await statusOf('/v2/customers?limit=3&offset=0', '/v2/customers?offset=0&limit=3')).toBe(401);
  expect(await statusOf('/v2/customers?limit=%33', '/v2/customers?limit=%33')).toBe(200);
  expect(await statusOf('/v2/customers?limit=%33', '/v2/customers?limit=3')).toBe(401);
});

test('takes the body as sent, byte for byte', async () => {
  const emulator = start();
  const statusOf = async (body: string | Uint8Array<ArrayBuffer>, signed: string) => {
    const headers = headersWith(signature(`/v2/customers${signed}`));
    return (await answer(emulator, '/v2/customers', { method: 'POST', headers, body })).status;
  };
  expect(await statusOf('{"name": "Zoë"}', '{"name": "Zoë"}')).toBe(200);
  expect(await statusOf('{"name": "Zoë"}', '{"name":"Zoë"}')).toBe(401);
  expect(await statusOf('{"name":"Zoë"}', '')).toBe(401);
  expect(await statusOf(Buffer.from('{"name":"Zoë"}', 'latin1'), '{"name":"Zo\uFFFD"}')).toBe(401);
  expect(await statusOf('\uFEFF{"name":"Zoë"}', '{"name":"Zoë"}')).toBe(401);
});

test('refuses another merchant key, an unknown token and a header of any other form', async () => {
  const digest = listDigest;
  const refused = [
    `WP3-v2.1 ${authenticityToken} ${timestamp} ${sha512(`x${timestamp}${authenticityToken}/v2/customers`)}`,
    signature('/v2/customers', timestamp, 'unknown'),
    '',
    `Bearer ${digest}`,
    `WP3-v2 ${authenticityToken} ${timestamp} ${digest}`,
    `wp3-v2.1 ${authenticityToken} ${timestamp} ${digest}`,
    `WP3-v2.1 ${authenticityToken} ${timestamp}`,
    `WP3-v2.1 ${authenticityToken} ${timestamp} ${digest.toUpperCase()}`,
    `WP3-v2.1 ${authenticityToken} ${timestamp} ${digest.slice(1)}`,
    `WP3-v2.1 ${authenticityToken} ${timestamp} ${digest} more`,
    signature('/v2/customers', 'yesterday'),
  ];
  const answers = refused.map((header) => answer(start(), '/v2/customers', { headers: headersWith(header) }));
  expect(await Promise.all(answers)).toEqual(refused.map(() => unauthorized));
  expect(await answer(start(), '/v2/customers')).toEqual(unauthorized);
});

test('asks for authorization before anything else', async () => {
  expect(await answer(start(), '/nowhere')).toEqual(unauthorized);
  expect(await answer(start(), '/v2/customers', { method: 'POST', body: 'not JSON' })).toEqual(unauthorized);
});

test('takes any timestamp by default; a timely one, in seconds or milliseconds, if asked', async () => {
  const emulator = start();
  const seconds = noon.getTime() / 1000;
  const statusAt = async (time: number) =>
    (await answer(emulator, '/v2/customers', { headers: headersWith(signature('/v2/customers', `${time}`)) }))
      .status;
  expect(await statusAt(1)).toBe(200);
  emulator.switches.timestampToleranceSeconds = 300;
  expect(await statusAt(1)).toBe(401);
  expect(await statusAt(seconds - 300)).toBe(200);
  expect(await statusAt(seconds * 1000 + 300_000)).toBe(200);
  expect(await statusAt(seconds - 301)).toBe(401);
  expect(await statusAt(seconds * 1000 + 300_001)).toBe(401);
});

test('wants both JSON headers once the signature is right, unless switched off', async () => {
  const emulator = start();
  const authorization = `WP3-v2.1 ${authenticityToken} ${timestamp} ${listDigest}`;
  const message = 'Content-Type and Accept must be application/json';
  const refused = { status: 400, body: { status: 'invalid-request', message } };
  for (const name of ['content-type', 'accept']) {
    const headers = { authorization, [name]: 'application/json' };
    expect(await answer(emulator, '/v2/customers', { headers })).toEqual(refused);
  }
  emulator.switches.jsonHeadersRequired = false;
  expect((await answer(emulator, '/v2/customers', { headers: { authorization } })).status).toBe(200);
});
