import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fetch } from '../../http/fetch.ts';
import { withFaults, wrongAnswers, type Fault } from '../../emulators/kit/faults.ts';
import { diverting, failureOf, isTokenRequest, verbsOf, writes } from '../support/asking.ts';
import { breakNetwork, brokenHandshakes, type BrokenNetwork } from '../support/broken-network.ts';
import { connectTo, createCall } from '../support/vault.ts';
import type { Tables } from '../support/subject.ts';

const now = new Date('2026-11-20T10:00:00Z');

let network: BrokenNetwork;

interface Failure {
  readonly name: string;
  readonly fault: Fault;
}

function status(code: number, headers: Record<string, string> = {}): Fault {
  return { kind: 'answer', status: code, headers, body: '<h1>Sorry</h1>' };
}

function isWrite(request: Request): boolean {
  return request.method !== 'GET' && !isTokenRequest(request);
}

/** After these it is unknown whether the write took effect. */
const silences: readonly Failure[] = [
  ...[500, 502, 503, 504, 408, 425, 302].map((code) => ({
    name: `a status of ${code}`,
    fault: status(code),
  })),
  { name: 'HTML with a status of 200', fault: wrongAnswers.html },
  { name: 'malformed JSON with a status of 200', fault: wrongAnswers.malformed },
  { name: 'a cut connection', fault: { kind: 'cut' } },
  { name: 'a connection that is cut after the write took effect', fault: { kind: 'cut', after: true } },
];

const refusals = [
  { code: 'PROVIDER_UNAUTHORIZED', name: 'a status of 401', fault: status(401) },
  { code: 'PROVIDER_UNAUTHORIZED', name: 'a status of 403', fault: status(403) },
  { code: 'RATE_LIMITED', name: 'a status of 429', fault: status(429, { 'retry-after': '7' }) },
];

export function writeFailuresPromises({ accountsThat }: Tables): void {
  beforeAll(async () => void (network = await breakNetwork()));

  afterAll(() => network.close());

  const writing = accountsThat('READ_CUSTOMER').filter(
    ({ definition }) => verbsOf(definition, writes).length > 0,
  );

  describe.each(writing)('a write at $code, account $account', ({ definition, account }) => {
    const { code: provider } = definition;
    const origin = { provider, account: `${provider.toLowerCase()}-${account}` };
    const cases = verbsOf(definition, writes);

    /** A vault whose reads and tokens are answered, and whose writes are counted and go elsewhere. */
    function writingTo(elsewhere: (fetch: Fetch) => Fetch) {
      const emulator = definition.emulate({ accounts: 2, customers: 1, now: () => now });
      const methods: string[] = [];
      const counting: Fetch = (request) => {
        methods.push(request.method);
        return elsewhere(emulator.fetch)(request);
      };
      const fetch = diverting(emulator.fetch, counting, isWrite);
      const { vault, customerKeys } = connectTo(definition, emulator, { account, fetch, now: () => now });
      return { vault, key: customerKeys()[0] ?? '', methods };
    }

    const unknown = { code: 'OUTCOME_UNKNOWN', retryable: false, origin, retryAt: null };

    describe.each(cases)('by $verb', ({ ask }) => {
      it.each(silences)('has an unknown outcome after $name, and is sent once', async ({ fault }) => {
        const { vault, key, methods } = writingTo((fetch) => withFaults(fetch, () => fault));
        expect(await failureOf(ask(vault, key, createCall()))).toEqual(unknown);
        expect(methods).toHaveLength(1);
      });

      it.each(['hang', 'hang in body'] as const)('has an unknown outcome after a %s', async (kind) => {
        const call = new AbortController();
        const { vault, key, methods } = writingTo((fetch) => {
          const hanging = withFaults(fetch, () => ({ kind }));
          return (request) => {
            setTimeout(() => call.abort(new DOMException('Too late.', 'TimeoutError')), 20);
            return hanging(request);
          };
        });
        expect(await failureOf(ask(vault, key, createCall(call.signal)))).toEqual(unknown);
        expect(methods).toHaveLength(1);
      });

      it('has an unknown outcome after a connection that was really cut', async () => {
        const { vault, key } = writingTo(() => network.cut);
        expect(await failureOf(ask(vault, key, createCall()))).toEqual(unknown);
      });

      it('is PROVIDER_UNAVAILABLE after a connection that was really refused', async () => {
        const { vault, key } = writingTo(() => network.refused);
        const expected = { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin, retryAt: null };
        expect(await failureOf(ask(vault, key, createCall()))).toEqual(expected);
      });

      it.each(brokenHandshakes)('is PROVIDER_UNAVAILABLE after %s: nothing left', async (handshake) => {
        const { vault, key } = writingTo(() => network.handshakes[handshake]);
        const expected = { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin, retryAt: null };
        const isSilent = handshake === 'a port that never answers the handshake';
        const signal = AbortSignal.timeout(isSilent ? 100 : 10_000);
        expect(await failureOf(ask(vault, key, createCall(signal)))).toEqual(expected);
      });

      it('is announced before it leaves', async () => {
        const { vault, key, methods } = writingTo((fetch) => withFaults(fetch, () => status(401)));
        const announced: number[] = [];
        const beforeWrite = async (): Promise<void> => void announced.push(methods.length);
        await failureOf(ask(vault, key, { ...createCall(), beforeWrite }));
        expect(announced[0]).toBe(0);
      });

      it('is PROVIDER_UNAVAILABLE and not sent if the call is over before it begins', async () => {
        const { vault, key, methods } = writingTo((fetch) => fetch);
        const expected = { code: 'PROVIDER_UNAVAILABLE', retryable: true, origin, retryAt: null };
        expect(await failureOf(ask(vault, key, createCall(AbortSignal.abort())))).toEqual(expected);
        expect(methods).toEqual([]);
      });

      it.each(refusals)('is $code after $name', async ({ fault, code }) => {
        const { vault, key } = writingTo((fetch) => withFaults(fetch, () => fault));
        const isLimited = code === 'RATE_LIMITED';
        const retryAt = isLimited ? new Date('2026-11-20T10:00:07Z') : null;
        expect(await failureOf(ask(vault, key, createCall()))).toEqual({
          code,
          retryable: isLimited,
          origin,
          retryAt,
        });
      });
    });

    // What answers with no record may say its outcome by its status alone.
    const { createCustomer, updateCustomer } = writes;
    const answeringRecords = verbsOf(definition, { createCustomer, updateCustomer });

    describe.each(answeringRecords)('by $verb', ({ ask }) => {
      it.each(['{}', 'null', '[1]', ''])(
        'has an unknown outcome if the answer %j is no record',
        async (body) => {
          const fault: Fault = { kind: 'answer', status: 200, headers: {}, body };
          const { vault, key } = writingTo((fetch) => withFaults(fetch, () => fault));
          expect(await failureOf(ask(vault, key, createCall()))).toEqual(unknown);
        },
      );
    });
  });
}
