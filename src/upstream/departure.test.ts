import { describe, expect, it } from 'vitest';
import { startHttpServer } from '../../test/support/http-server.ts';
import { outgoing } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { NotSentError } from './departure.ts';
import { exchangeOver } from './fetch-exchange.ts';
import { createNetwork } from './network.ts';

function withCode(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** The error of an exchange over a `fetch` that reports no progress; as on the network, the reason is its cause. */
function failingWith(cause: Error): Promise<unknown> {
  const exchange = exchangeOver(() => Promise.reject(new TypeError('fetch failed', { cause })));
  return exchange(outgoing({ method: 'POST' })).catch((error: unknown) => error);
}

const beforeTls = 'Client network socket disconnected before secure TLS connection was established';

describe('a failure that was not watched', () => {
  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'ERR_TLS_HANDSHAKE_TIMEOUT',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'EPROTO',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_UNSUPPORTED_PROTOCOL',
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'UND_ERR_INVALID_ARG',
  ])('of the name %s is known to have sent nothing', async (code) => {
    expect(await failingWith(withCode(code))).toBeInstanceOf(NotSentError);
  });

  it.each([
    ['an end before TLS', Object.assign(new Error(beforeTls), { code: 'ECONNRESET' })],
    ['a reset while connecting', Object.assign(withCode('ECONNRESET'), { syscall: 'connect' })],
    ['no address that can be reached', new AggregateError(['ECONNREFUSED', 'ENETUNREACH'].map(withCode))],
    ['a port that is never asked', new Error('bad port')],
  ])('is known to have sent nothing: %s', async (_what, cause) => {
    expect(await failingWith(cause)).toBeInstanceOf(NotSentError);
  });

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'ERR_SSL_UNEXPECTED_RECORD',
  ])('of the name %s may have sent something', async (code) => {
    const error = await failingWith(withCode(code));
    expect([error instanceof Error, error instanceof NotSentError]).toEqual([true, false]);
  });

  it('may have sent something if one address refused and another cut', async () => {
    const cause = new AggregateError(['ECONNREFUSED', 'ECONNRESET'].map(withCode));
    expect(await failingWith(cause)).not.toBeInstanceOf(NotSentError);
  });
});

describe.each([
  ["over vaultgraph's connections", createNetwork()],
  ["over Node's fetch", exchangeOver((request) => fetch(request))],
])('a request %s', (_way, overNetwork) => {
  it.each(['reset', 'end'] as const)('that is cut by a %s once it arrived has left', async (how) => {
    await using server = await startHttpServer(({ socket }) =>
      how === 'reset' ? socket.resetAndDestroy() : socket.end(),
    );
    const error = await overNetwork(outgoing({ method: 'POST', url: server.origin })).catch(
      (thrown: unknown) => thrown,
    );
    expect([error instanceof Error, error instanceof NotSentError]).toEqual([true, false]);
  });

  it('that is never answered has left', async () => {
    await using server = await startHttpServer(() => undefined);
    const call = createCall(AbortSignal.timeout(100));
    const asking = overNetwork(outgoing({ method: 'POST', url: server.origin, call }));
    await expect(asking).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('is distinguished from others beside it', async () => {
    await using server = await startHttpServer((_request, response) => response.end());
    const closed = new URL(server.origin);
    closed.protocol = 'https:';
    const kinds = await Promise.all(
      [server.origin, closed.href, server.origin, closed.href].map((url) =>
        overNetwork(outgoing({ method: 'POST', url })).then(
          ({ status }) => status,
          (error: unknown) => error instanceof NotSentError,
        ),
      ),
    );
    expect(kinds).toEqual([200, true, 200, true]);
  });
});
