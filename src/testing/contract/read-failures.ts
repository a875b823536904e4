import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fetch } from '../../http/fetch.ts';
import { withFaults, wrongAnswers, type Fault } from '../../emulators/kit/faults.ts';
import { diverting, failureOf, isTokenRequest, reads, verbsOf } from '../support/asking.ts';
import { breakNetwork, type BrokenNetwork } from '../support/broken-network.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const now = new Date('2026-11-20T10:00:00Z');

let network: BrokenNetwork;

interface Failure {
  readonly name: string;
  readonly fault: Fault;
  readonly code: string;
  readonly retryAt?: Date;
}

function status(code: number, headers: Record<string, string> = {}): Fault {
  return { kind: 'answer', status: code, headers, body: '<h1>Sorry</h1>' };
}

function json(body: string): Fault {
  return { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body };
}

const failures: readonly Failure[] = [
  ...[500, 502, 503, 504].map((code) => ({
    name: `a status of ${code}`,
    fault: status(code),
    code: 'PROVIDER_UNAVAILABLE',
  })),
  {
    name: 'a status of 503 with Retry-After',
    fault: status(503, { 'retry-after': '120' }),
    code: 'PROVIDER_UNAVAILABLE',
    retryAt: new Date('2026-11-20T10:02:00Z'),
  },
  ...[401, 403].map((code) => ({
    name: `a status of ${code}`,
    fault: status(code),
    code: 'PROVIDER_UNAUTHORIZED',
  })),
  { name: 'a status of 429', fault: status(429), code: 'RATE_LIMITED' },
  {
    name: 'a status of 429 with Retry-After in seconds',
    fault: status(429, { 'retry-after': '70' }),
    code: 'RATE_LIMITED',
    retryAt: new Date('2026-11-20T10:01:10Z'),
  },
  {
    name: 'a status of 429 with Retry-After as a date',
    fault: status(429, { 'retry-after': 'Fri, 20 Nov 2026 10:30:00 GMT' }),
    code: 'RATE_LIMITED',
    retryAt: new Date('2026-11-20T10:30:00Z'),
  },
  { name: 'HTML', fault: wrongAnswers.html, code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'malformed JSON', fault: wrongAnswers.malformed, code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'null', fault: wrongAnswers.null, code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'an object without fields', fault: wrongAnswers.empty, code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'a list of numbers', fault: json('[1]'), code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'a text', fault: json('"fine"'), code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'no body', fault: json(''), code: 'PROVIDER_BAD_RESPONSE' },
  { name: 'a cut connection', fault: { kind: 'cut' }, code: 'PROVIDER_UNAVAILABLE' },
];

export function readFailuresPromises({ accountsThat }: Tables): void {
  beforeAll(async () => void (network = await breakNetwork()));

  afterAll(() => network.close());

  describe.each(accountsThat('READ_CUSTOMER'))(
    'a read at $code, account $account',
    ({ definition, account }) => {
      const { code: provider } = definition;
      const origin = { provider, account: `${provider.toLowerCase()}-${account}` };
      const emulator = definition.emulate({ accounts: 2, customers: 1, now: () => now });
      const [key = ''] = connectTo(definition, emulator, { account }).customerKeys();
      const vaultAt = (fetch: Fetch) =>
        connectTo(definition, emulator, { account, fetch, now: () => now }).vault;
      const cases = verbsOf(definition, reads);

      describe.each(cases)('by $verb', ({ ask }) => {
        it.each(failures)('is $code after $name', async ({ fault, code, retryAt = null }) => {
          const everywhere = vaultAt(withFaults(emulator.fetch, () => fault));
          const beyondTokens = vaultAt(
            withFaults(emulator.fetch, (request) => (isTokenRequest(request) ? null : fault)),
          );
          const retryable = code !== 'PROVIDER_UNAUTHORIZED';
          const expected = { code, retryable, origin, retryAt };
          expect(await failureOf(ask(everywhere, key, createCall()))).toEqual(expected);
          expect(await failureOf(ask(beyondTokens, key, createCall()))).toEqual(expected);
        });

        it.each(['refused', 'cut'] as const)(
          'is PROVIDER_UNAVAILABLE after a connection really %s',
          async (how) => {
            const expected = { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin, retryAt: null };
            const lost: Fetch = (request) => network[how](request);
            const beyondTokens = diverting(emulator.fetch, lost, (request) => !isTokenRequest(request));
            expect(await failureOf(ask(vaultAt(lost), key, createCall()))).toEqual(expected);
            expect(await failureOf(ask(vaultAt(beyondTokens), key, createCall()))).toEqual(expected);
          },
        );

        it.each(['hang', 'hang in body'] as const)('is given up with the call after a %s', async (kind) => {
          const controller = new AbortController();
          const arrived = Promise.withResolvers<AbortSignal>();
          const hanging = withFaults(emulator.fetch, (request) => {
            if (isTokenRequest(request)) return null;
            arrived.resolve(request.signal);
            return { kind };
          });
          const failure = failureOf(ask(vaultAt(hanging), key, createCall(controller.signal)));
          const sent = await arrived.promise;
          expect(sent.aborted).toBe(false);
          controller.abort(new DOMException('The deadline is over.', 'TimeoutError'));
          expect(await failure).toEqual({
            code: 'PROVIDER_UNAVAILABLE',
            retryable: true,
            origin,
            retryAt: null,
          });
          expect(sent.aborted).toBe(true);
        });

        it('is given up with the call while a token is waited for', async () => {
          const hanging = withFaults(emulator.fetch, () => ({ kind: 'hang' }));
          const failure = failureOf(ask(vaultAt(hanging), key, createCall(AbortSignal.timeout(20))));
          expect(await failure).toEqual({
            code: 'PROVIDER_UNAVAILABLE',
            retryable: true,
            origin,
            retryAt: null,
          });
        });

        it('succeeds or finds nothing once the provider is well again', async () => {
          let isIll = true;
          const vault = vaultAt(withFaults(emulator.fetch, () => (isIll ? status(503) : null)));
          await failureOf(ask(vault, key, createCall()));
          isIll = false;
          await expect(ask(vault, key, createCall())).resolves.toBeDefined();
        });
      });
    },
  );
}
