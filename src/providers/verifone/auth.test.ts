import { describe, expect, it } from 'vitest';
import { recording } from '../../testing/support/exchange.ts';
import { connectTo, createCall, noFilter, origin } from '../../testing/support/vault.ts';
import { Secret } from '../../redaction/secret.ts';
import { basicAuthorization } from './auth.ts';
import { emulate } from '../../emulators/verifone/emulator.ts';
import sample from '../../emulators/verifone/fixtures/basic-credentials.json' with { type: 'json' };
import kept from '../../emulators/verifone/fixtures/customer-response.json' with { type: 'json' };
import { verifone } from './index.ts';

const { entity_id: entityId, id: uuid } = kept;

/** An emulator's account that has a client and a secret, and what was sent to it. */
function connectByOAuth2() {
  const emulator = emulate({ authentication: 'oauth', customers: 1 });
  const { fetch, sent } = recording(emulator.fetch);
  return { ...connectTo(verifone, { ...emulator, fetch }), emulator, sent };
}

describe('credentials', () => {
  it('make the documented Basic header', () => {
    const user = { userId: sample.user_uid, apiKey: new Secret({ text: sample.api_key }) };
    expect(basicAuthorization(user)).toBe(sample.authorization);
  });

  it('of OAuth2 are exchanged for one token, which is sent along', async () => {
    const { vault, sent, settings } = connectByOAuth2();
    await vault.listCustomers?.({ from: null, limit: 1 }, noFilter, createCall());
    await vault.listCustomers?.({ from: null, limit: 1 }, noFilter, createCall());
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
    expect(sent[0]?.url).toBe(settings['tokenUrl']);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: settings['clientId'],
      client_secret: settings['clientSecret'],
      scope: settings['scope'],
    });
    expect(sent[1]?.headers.get('authorization')).toMatch(/^Bearer ./);
  });

  it('of OAuth2 are used again if a token ends before its time', async () => {
    const { vault, emulator, sent } = connectByOAuth2();
    await vault.listCustomers?.({ from: null, limit: 1 }, noFilter, createCall());
    emulator.revokeTokens();
    await vault.listCustomers?.({ from: null, limit: 1 }, noFilter, createCall());
    expect(sent.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'POST', 'GET']);
  });

  it('of OAuth2 that are wrong get 400 from the token URL, and nothing else is sent', async () => {
    const emulator = emulate({ authentication: 'oauth' });
    const { fetch, sent } = recording(emulator.fetch);
    const [account] = emulator.accounts(origin);
    const settings = { ...account?.settings, clientSecret: 'wrong' };
    const accounts = () => [{ settings, customerKeys: () => [] }];
    const { vault } = connectTo(verifone, { fetch, accounts });
    const call = createCall();
    await expect(vault.getCustomer(uuid, call)).rejects.toMatchObject({ code: 'PROVIDER_UNAUTHORIZED' });
    expect(call.seen.map(({ operation, status }) => [operation, status])).toEqual([['token', 400]]);
    expect(sent).toHaveLength(1);
  });

  it('are of one kind or the other', () => {
    const basic = { baseUrl: 'https://verifone.test', entityId, userId: 'user', apiKey: 'key' };
    const oauth = {
      tokenUrl: 'https://verifone.test',
      clientId: 'id',
      clientSecret: 's',
      scope: 'customers',
    };
    expect(verifone.settings.safeParse(basic).success).toBe(true);
    expect(verifone.settings.safeParse({ ...basic, ...oauth }).success).toBe(false);
  });
});
