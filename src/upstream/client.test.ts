import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientOver, read, write } from '../../test/support/client.ts';
import { incoming, origin } from '../../test/support/outgoing.ts';
import { createCall } from '../testing/support/vault.ts';
import { NotSentError } from './departure.ts';
import { BodyTooLargeError, type Incoming, type Outgoing } from './exchange.ts';
import type { ClientOptions, ClientRequest } from './client.ts';
import { path } from './path.ts';

/** What a request becomes on its way out. */
async function sentBy(
  request: ClientRequest<z.ZodType>,
  options: Partial<ClientOptions> = {},
): Promise<Outgoing[]> {
  const sent: Outgoing[] = [];
  const client = clientOver(async (outgoing) => {
    sent.push(outgoing);
    return incoming(200, { name: 'Ana' });
  }, options);
  await client(request, createCall());
  return sent;
}

/** What reads and writes come to if the provider gives one answer. */
async function outcomesOf(answer: Incoming): Promise<readonly unknown[]> {
  const client = clientOver(async () => answer);
  return Promise.all(
    [read, write].map((request) => client(request, createCall()).catch((error: unknown) => error)),
  );
}

/** The same if no answer comes. */
async function outcomesOfThrown(error: unknown): Promise<readonly unknown[]> {
  const client = clientOver(() => Promise.reject(error));
  return Promise.all(
    [read, write].map((request) => client(request, createCall()).catch((thrown: unknown) => thrown)),
  );
}

describe('a request', () => {
  it('is plain data, serialised once', async () => {
    const [sent] = await sentBy({ ...write, json: { name: 'Ana Pérez', none: undefined } });
    expect(sent).toEqual({
      operation: 'createCustomer',
      route: '/customers/{id}',
      method: 'POST',
      url: 'https://provider.example/api/customers/c%201',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{"name":"Ana Pérez"}',
      attempt: 1,
      call: sent?.call,
    });
  });

  it('is a GET without a body if nothing else is said, and carries the account’s headers', async () => {
    const [sent] = await sentBy(read, { headers: { 'x-entity': '7' } });
    expect([sent?.method, sent?.body, sent?.headers]).toEqual([
      'GET',
      null,
      { accept: 'application/json', 'x-entity': '7' },
    ]);
  });

  it.each(['https://provider.example', 'https://provider.example/', 'https://provider.example//'])(
    'is below the base URL %s, however it ends',
    async (baseUrl) => {
      const [sent] = await sentBy({ ...read, path: path`v2/customers` }, { baseUrl: new URL(baseUrl) });
      expect(sent?.url).toBe('https://provider.example/v2/customers');
    },
  );

  it('has its query percent-encoded, spaces as %20', async () => {
    const query = { search: 'a=="ü +&x"', page: 2, broken: 'a\ud800' };
    const [sent] = await sentBy({ ...read, path: path`customers`, query });
    expect(sent?.url).toBe(
      'https://provider.example/api/customers?search=a%3D%3D%22%C3%BC%20%2B%26x%22&page=2&broken=a%EF%BF%BD',
    );
  });
});

describe('a success', () => {
  it('is what the schema makes of it, unknown keys dropped', async () => {
    expect(await outcomesOf(incoming(201, { name: 'Ana', more: true }))).toEqual([
      { name: 'Ana' },
      { name: 'Ana' },
    ]);
  });

  it('may have no body if the schema says so', async () => {
    const client = clientOver(async () => incoming(204));
    expect(await client({ ...write, schema: z.undefined() }, createCall())).toBeUndefined();
  });
});

describe('an answer that cannot be read', () => {
  it.each([
    ['HTML', incoming(200, '<html>Welcome</html>', { 'content-type': 'text/html' })],
    ['malformed JSON', incoming(200, '{"name":')],
    ['null', incoming(200, 'null')],
    ['an array for an object', incoming(200, '[]')],
    ['an object without its fields', incoming(200, '{}')],
    ['a field of the wrong type', incoming(200, { name: 7 })],
    ['nothing', incoming(200)],
    ['bytes that are no UTF-8', { ...incoming(200), body: Buffer.from('{"name":"\xff"}', 'latin1') }],
  ])('is a bad response to a read and leaves a write unknown: %s', async (_what, answer) => {
    expect(await outcomesOf(answer)).toMatchObject([
      { code: 'PROVIDER_BAD_RESPONSE', retryable: true, origin },
      { code: 'OUTCOME_UNKNOWN', origin },
    ]);
  });

  it.each([
    [502, ['PROVIDER_UNAVAILABLE', 'OUTCOME_UNKNOWN']],
    [401, ['PROVIDER_UNAUTHORIZED', 'PROVIDER_UNAUTHORIZED']],
    [404, ['PROVIDER_BAD_RESPONSE', 'OUTCOME_UNKNOWN']],
    [422, ['PROVIDER_REJECTED', 'PROVIDER_REJECTED']],
  ])('is judged by its status if that is %i', async (status, codes) => {
    const outcomes = await outcomesOf(incoming(status, '<html>No</html>'));
    expect(outcomes).toMatchObject(codes.map((code) => ({ code })));
  });
});

describe('no answer', () => {
  it('because nothing left is unavailability, for a write too', async () => {
    expect(await outcomesOfThrown(new NotSentError('No connection was established.'))).toMatchObject([
      { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin },
      { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin },
    ]);
  });

  it.each([
    ['a cut connection', new TypeError('fetch failed', { cause: new Error('ECONNRESET') })],
    ['the deadline', new DOMException('The operation timed out.', 'TimeoutError')],
    ['the caller going away', new DOMException('Aborted.', 'AbortError')],
    ['an unexpected error', new Error('?')],
    ['what is no error', 'thrown'],
  ])('leaves a write unknown and a read unavailable: %s', async (_what, error) => {
    expect(await outcomesOfThrown(error)).toMatchObject([
      { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin },
      { code: 'OUTCOME_UNKNOWN', origin },
    ]);
  });

  it('within the size that is read is a bad response to a read and leaves a write unknown', async () => {
    expect(await outcomesOfThrown(new BodyTooLargeError('More than 9 bytes.'))).toMatchObject([
      { code: 'PROVIDER_BAD_RESPONSE' },
      { code: 'OUTCOME_UNKNOWN' },
    ]);
  });
});

describe('an answer about another record', () => {
  const isAbout = ({ name }: { readonly name: string }) => name === 'Ana';
  const about = async (name: string) => {
    const client = clientOver(async () => incoming(200, { name }));
    return Promise.all(
      [read, write].map((request) =>
        client({ ...request, isAbout }, createCall()).catch((error: unknown) => error),
      ),
    );
  };

  it('is never a result', async () => {
    expect(await about('Ana')).toEqual([{ name: 'Ana' }, { name: 'Ana' }]);
    expect(await about('Eva')).toMatchObject([
      { code: 'PROVIDER_BAD_RESPONSE', origin },
      { code: 'OUTCOME_UNKNOWN', origin },
    ]);
  });
});

describe('"no such record"', () => {
  const explain: ClientOptions['explain'] = ({ status }) =>
    status === 404 ? { kind: 'NOT_FOUND' as const } : null;
  const probe = { operation: 'listCustomers', path: path`customers`, schema: z.unknown() };

  /** A client whose probe is answered with one status, and whose records are all missing; and what it sent. */
  const clientProving = (status: number) => {
    const sent: string[] = [];
    const client = clientOver(
      async ({ url }) => {
        sent.push(new URL(url).pathname);
        return url.endsWith('/customers') ? incoming(status, []) : incoming(404, {});
      },
      { explain, proof: probe, lookAt: 'baseUrl and profileId' },
    );
    return { client, sent };
  };
  const missing = { ...read, mayBeMissing: true };

  it('is believed after one proof that the settings are right', async () => {
    const { client, sent } = clientProving(200);
    const call = createCall();
    const asked = [client(missing, call), client(missing, call)];
    for (const each of await Promise.allSettled(asked))
      expect(each).toMatchObject({ reason: { code: 'NOT_FOUND' } });
    await expect(client(missing, createCall())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(sent.filter((pathname) => pathname.endsWith('/customers'))).toHaveLength(1);
  });

  it('is no absence if the proof fails', async () => {
    const { client } = clientProving(404);
    const message = expect.stringContaining('check baseUrl and profileId');
    await expect(client(missing, createCall())).rejects.toMatchObject({
      code: 'PROVIDER_BAD_RESPONSE',
      message,
    });
    const change = { ...write, mayBeMissing: true };
    await expect(client(change, createCall())).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  });

  it('is as unsure as the proof', async () => {
    await expect(clientProving(503).client(missing, createCall())).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
    });
  });
});

describe('a write whose answer cannot be read', () => {
  const client = clientOver(async () => incoming(204));

  it('is settled by what a read shows', async () => {
    const settle = async () => ({ name: 'Ana' });
    expect(await client({ ...write, settle }, createCall())).toEqual({ name: 'Ana' });
  });

  it.each([
    ['shows nothing', () => Promise.resolve(null)],
    ['fails', () => Promise.reject(new Error('?'))],
  ])('stays unknown if the read %s', async (_what, settle) => {
    await expect(client({ ...write, settle }, createCall())).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
  });
});
