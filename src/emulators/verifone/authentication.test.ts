import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { emulate, type VerifoneEmulator, type VerifoneEmulatorOptions } from './emulator.ts';
import sample from './fixtures/basic-credentials.json' with { type: 'json' };
import example from './fixtures/customer-response.json' with { type: 'json' };

const origin = 'http://verifone.test';
const customers = `${origin}/oidc/customer-service/v2/customer`;
const tokenUrl = `${origin}/oauth2/realms/root/realms/VerifoneServices/access_token`;
const timestamp = 1734000000;

/** An emulator whose clock is `clock.at`, in milliseconds. */
function started(options: VerifoneEmulatorOptions = {}): {
  emulator: VerifoneEmulator;
  clock: { at: number };
} {
  const clock = { at: timestamp * 1000 };
  return { emulator: emulate({ now: () => new Date(clock.at), ...options }), clock };
}

function settingsOf(emulator: VerifoneEmulator, index = 0): Record<string, string> {
  return Object.fromEntries(
    Object.entries(emulator.accounts(origin)[index]?.settings ?? {}).map(([key, value]) => [
      key,
      String(value),
    ]),
  );
}

async function requestToken(
  emulator: VerifoneEmulator,
  changes: Record<string, string> = {},
  index = 0,
): Promise<{ status: number; body: { access_token: string } }> {
  const { clientId = '', clientSecret = '', scope = '' } = settingsOf(emulator, index);
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
  const body = new URLSearchParams({ ...form, ...changes });
  const response = await emulator.fetch(new Request(tokenUrl, { method: 'POST', body }));
  return { status: response.status, body: await response.json() };
}

async function bearer(emulator: VerifoneEmulator, index = 0): Promise<{ authorization: string }> {
  const { body } = await requestToken(emulator, {}, index);
  return { authorization: `Bearer ${body.access_token}` };
}

/** What comes of reading a customer. */
async function read(
  emulator: VerifoneEmulator,
  key: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown }> {
  const response = await emulator.fetch(new Request(`${customers}/${key}`, { headers }));
  return { status: response.status, body: await response.json() };
}

describe('tokens', () => {
  const options: VerifoneEmulatorOptions = { accounts: 2, customers: 2, authentication: 'oauth' };

  it('are issued to a client, as a JWT, for the scope asked for', async () => {
    const { emulator } = started(options);
    const { clientId, entityId, scope = '' } = settingsOf(emulator);
    const [part = ''] = scope.split(' ');
    const { status, body } = await requestToken(emulator, { scope: part });
    expect([status, body]).toEqual([
      200,
      { access_token: expect.any(String), expires_in: 3600, scope: part },
    ]);
    expect(decodeJwt(body.access_token)).toEqual({
      sub: clientId,
      entity_id: entityId,
      scope: part,
      jti: expect.any(String),
      iat: timestamp,
      exp: timestamp + 3600,
    });
  });

  it('open the account of their client and no other', async () => {
    const { emulator } = started(options);
    const headers = await bearer(emulator, 1);
    const [key = ''] = emulator.accounts(origin)[1]?.customerKeys() ?? [];
    expect(await read(emulator, key, headers)).toMatchObject({
      status: 200,
      body: { id: key },
    });
    expect(await read(emulator, example.id, headers)).toMatchObject({ status: 404, body: { code: 109 } });
  });

  it('expire when the switch says', async () => {
    const { emulator, clock } = started(options);
    const early = await bearer(emulator);
    emulator.switches.expiresIn = 60;
    const late = await bearer(emulator);
    clock.at += 59_999;
    expect(await read(emulator, example.id, late)).toMatchObject({ status: 200 });
    clock.at += 1;
    expect(await read(emulator, example.id, late)).toMatchObject({ status: 401 });
    expect(await read(emulator, example.id, early)).toMatchObject({ status: 200 });
  });

  it('end when revoked, and can be asked for again', async () => {
    const { emulator } = started(options);
    const headers = await bearer(emulator);
    emulator.revokeTokens();
    expect(await read(emulator, example.id, headers)).toMatchObject({ status: 401, body: { code: 116 } });
    expect(await read(emulator, example.id, await bearer(emulator))).toMatchObject({
      status: 200,
    });
  });

  it.each([
    ['invalid_client', { client_secret: 'wrong' }],
    ['invalid_client', { client_id: 'wrong' }],
    ['invalid_request', { scope: '' }],
    ['invalid_request', { grant_type: '' }],
    ['invalid_scope', { scope: 'customer-read-1' }],
    ['invalid_scope', { scope: 'customer-read-0 admin' }],
    ['unsupported_grant_type', { grant_type: 'password' }],
  ])('are refused with %s for %j', async (error, changes) => {
    const { emulator } = started(options);
    expect(await requestToken(emulator, changes)).toEqual({ status: 400, body: { error } });
  });

  it('are asked for by a form', async () => {
    const { emulator } = started(options);
    const request = { grant_type: 'client_credentials', client_id: settingsOf(emulator)['clientId'] };
    const response = await emulator.fetch(
      new Request(tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      }),
    );
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_request' }]);
  });

  it('and basic credentials both work whatever the settings', async () => {
    const { emulator } = started({ customers: 1 });
    const oauth = started({ customers: 1, authentication: 'oauth' }).emulator;
    const { clientId = '', clientSecret = '', scope = '' } = settingsOf(oauth);
    const changes = { client_id: clientId, client_secret: clientSecret, scope };
    const { body } = await requestToken(emulator, changes);
    const headers = { authorization: `Bearer ${body.access_token}` };
    expect(await read(emulator, example.id, headers)).toEqual({ status: 200, body: example });
    expect(await read(oauth, example.id, { authorization: sample.authorization })).toEqual({
      status: 200,
      body: example,
    });
  });
});
