import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../src/http/fetch.ts';
import { failureOf, isTokenRequest } from '../../src/testing/support/asking.ts';
import { accountsThat } from '../support/providers.ts';
import { connectTo, createCall } from '../../src/testing/support/vault.ts';
import { recording } from '../../src/testing/support/exchange.ts';

const now = new Date('2026-11-20T10:00:00Z');

/** Which accounts sign in with tokens is seen from what they send. */
const signingIn = (
  await Promise.all(
    accountsThat('READ_CUSTOMER').map(async ({ code, account, definition }) => {
      const emulator = definition.emulate({ accounts: 2, customers: 1, now: () => now });
      const { fetch, sent } = recording(emulator.fetch);
      const { vault, customerKeys } = connectTo(definition, emulator, { account, fetch, now: () => now });
      await vault.getCustomer(customerKeys()[0] ?? '', createCall());
      return sent.length > 1 ? [{ code, account, definition }] : [];
    }),
  )
).flat();

it('accounts that sign in with tokens are among those that are tested', () => {
  expect(signingIn.length).toBeGreaterThan(1);
});

describe.each(signingIn)('the token endpoint of $code, account $account', ({ definition, account }) => {
  /** Reads a customer twice while the token endpoint answers through `answerTokens`. */
  function behind(answerTokens: (real: () => Promise<Response>) => Promise<Response>, clock = now) {
    const emulator = definition.emulate({ accounts: 2, customers: 1, now: () => now });
    const fetch: Fetch = (request) =>
      isTokenRequest(request)
        ? answerTokens(async () => emulator.fetch(request))
        : Promise.resolve(emulator.fetch(request));
    const { vault, customerKeys } = connectTo(definition, emulator, { account, fetch, now: () => clock });
    const [key = ''] = customerKeys();
    return { key, read: () => vault.getCustomer(key, createCall()) };
  }

  it.each([
    [408, {}, 'PROVIDER_UNAVAILABLE'],
    [425, {}, 'PROVIDER_UNAVAILABLE'],
    [429, {}, 'RATE_LIMITED'],
    [400, { error: 'temporarily_unavailable' }, 'PROVIDER_UNAVAILABLE'],
    [503, { error: 'temporarily_unavailable' }, 'PROVIDER_UNAVAILABLE'],
    [400, { error: 'invalid_client' }, 'PROVIDER_UNAUTHORIZED'],
    [401, { error: 'invalid_client' }, 'PROVIDER_UNAUTHORIZED'],
  ])('that answers %i %j fails with %s', async (status, body, code) => {
    const { read } = behind(async () => Response.json(body, { status }));
    expect(await failureOf(read())).toMatchObject({ code, retryable: code !== 'PROVIDER_UNAUTHORIZED' });
  });

  it.each([['3600'], [undefined], [null], [0], [-1], ['soon']])(
    'may say that a token lives for %j, and it is used',
    async (lifetime) => {
      const { key, read } = behind(async (real) => {
        const granted = await (await real()).json();
        return Response.json({ ...granted, expires_in: lifetime });
      });
      expect([await read(), await read()]).toMatchObject([{ key }, { key }]);
    },
  );

  it.each([-20, 25])('grants a token to a clock that is %i seconds off', async (seconds) => {
    const { key, read } = behind((real) => real(), new Date(now.getTime() + seconds * 1000));
    expect(await read()).toMatchObject({ key });
  });
});
