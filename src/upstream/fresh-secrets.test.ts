import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withAuthorization, withHeaderMade } from './authorization.ts';
import type { Exchange, Outgoing } from './exchange.ts';
import { withConcurrency } from './concurrency.ts';
import { createFreshSecrets } from './fresh-secrets.ts';
import { withToken } from './token.ts';
import { Secret } from '../redaction/secret.ts';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultgraph-secrets-'));
  file = join(folder, 'key');
});
afterAll(() => rmSync(folder, { recursive: true }));

let key: Secret;
beforeEach(() => {
  writeFileSync(file, 'old');
  key = new Secret({ file }, { accepts: (text) => text.length < 10, says: 'is too long.' });
  key.load((source) => ('file' in source ? readFileSync(source.file, 'utf8') : ''));
});

const origin = { provider: 'MONRI', account: 'a' };

const outgoing: Outgoing = {
  operation: 'getCustomer',
  route: '/',
  method: 'GET',
  url: 'https://vendor.example/customers/1',
  headers: {},
  body: null,
  attempt: 1,
  call: { signal: new AbortController().signal, deadline: 0, observe: () => undefined },
};

/** A provider that knows the new key alone, and what it was sent. */
function provider() {
  const sent: Outgoing[] = [];
  const exchange: Exchange = (request) => {
    sent.push(request);
    const isToken = request.operation === 'token';
    const isKnown = isToken
      ? request.body === 'key=new'
      : /^(?:new|Bearer t)$/.test(request.headers['authorization'] ?? '');
    const body = Buffer.from(isToken && isKnown ? '{"access_token":"t"}' : '{}');
    return Promise.resolve({ status: isKnown ? 200 : 401, headers: {}, body });
  };
  const pass = createFreshSecrets(() => key.reread(), performance.now.bind(performance));
  const limits = { concurrency: 1, queue: 0 };
  const onlooker = { admit: () => () => undefined, pass };
  return { sent, exchange: withConcurrency(withHeaderMade(exchange), limits, origin, { onlooker }) };
}

describe('an account whose secret is in a file', () => {
  it('sends what was refused once more with the secret that is there now', async () => {
    const { sent, exchange } = provider();
    const authorized = withAuthorization(exchange, () => key.reveal());
    writeFileSync(file, 'new');
    expect((await authorized(outgoing)).status).toBe(200);
    expect(sent.map(({ headers, attempt }) => [headers['authorization'], attempt])).toEqual([
      ['old', 1],
      ['new', 2],
    ]);
  });

  it('stays refused, after one request, if the file holds the same', async () => {
    const { sent, exchange } = provider();
    expect((await withAuthorization(exchange, () => key.reveal())(outgoing)).status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  it('sends once more at most, and does not read the file at every refusal', async () => {
    const { sent, exchange } = provider();
    const authorized = withAuthorization(exchange, () => key.reveal());
    writeFileSync(file, 'other');
    expect((await authorized(outgoing)).status).toBe(401);
    writeFileSync(file, 'new');
    expect((await authorized(outgoing)).status).toBe(401);
    expect(sent.map(({ headers }) => headers['authorization'])).toEqual(['old', 'other', 'other']);
  });

  it.each([['far too long'], [null]])('keeps the old one if the new one cannot be used: %s', async (text) => {
    const { sent, exchange } = provider();
    if (text === null) rmSync(file);
    else writeFileSync(file, text);
    expect((await withAuthorization(exchange, () => key.reveal())(outgoing)).status).toBe(401);
    expect([sent.length, key.reveal()]).toEqual([1, 'old']);
  });

  it('asks for a token once more', async () => {
    const { sent, exchange } = provider();
    const withTokens = withToken(exchange, {
      origin,
      tokenUrl: 'https://vendor.example/token',
      credentials: () => Promise.resolve({ form: { key: key.reveal() } }),
      now: () => new Date(),
    });
    writeFileSync(file, 'new');
    expect((await withTokens(outgoing)).status).toBe(200);
    expect(sent.map(({ operation, body, attempt }) => [operation, body, attempt])).toEqual([
      ['token', 'key=old', 1],
      ['token', 'key=new', 2],
      ['getCustomer', null, 1],
    ]);
  });
});
