import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { settled } from '../../../test/support/held.ts';
import { createBarrier } from '../../gateway/sharing/barrier.ts';
import type { CachedRead } from '../../port.ts';
import { noLogger } from '../../telemetry/log/logger.ts';
import type { RequestInfo } from '../request-info.ts';
import type { PreparedOperation } from '../prepared.ts';
import type { Effects } from './effects.ts';
import { createSharedAnswers, type Execute } from './shared-answers.ts';

const operation = {} as PreparedOperation;
const caller = { tenant: 'acme', scopes: ['*'], subject: 'one' };
const harmless: Effects = { audited: [], isOwn: () => false };

/** Asks again and again, of one caller unless another is given; executions end in the order in which they began. */
function start() {
  const share = createSharedAnswers({ logger: noLogger, onShared: () => undefined });
  const barrier = createBarrier();
  const executions: PromiseWithResolvers<Awaited<ReturnType<Execute>>>[] = [];
  const execute: Execute = () => {
    const execution = Promise.withResolvers<Awaited<ReturnType<Execute>>>();
    executions.push(execution);
    return execution.promise;
  };
  const ask = (own: Partial<RequestInfo> = {}) => {
    const info = {
      caller: { ...caller },
      parameters: {},
      observed: [],
      audit: () => undefined,
      requestId: 'request',
      timeLimitMs: 1000,
      deadline: performance.now() + 1000,
      ...own,
    } as unknown as RequestInfo;
    return share({ operation, request: new AbortController(), info, barrier }, execute);
  };
  const end = async (how: Partial<Awaited<ReturnType<Execute>>> = {}): Promise<void> => {
    executions.shift()?.resolve({ result: { data: { found: true } }, effects: harmless, ...how });
    await settled();
  };
  return { ask, end, running: () => executions.length };
}

const failed = { result: { data: null, errors: [new GraphQLError('failed')] } };

describe('requests of one caller that ask for the same', () => {
  it('are executed once, the variables absent or empty', async () => {
    const { ask, end, running } = start();
    const answers = [ask(), ask({ parameters: { variables: {} } })];
    expect(running()).toBe(1);
    await end();
    for (const answer of answers) expect((await answer).result.data).toEqual({ found: true });
  });

  it('know each what caches answered', async () => {
    const { ask, end } = start();
    const read = { account: 'shop', operation: 'getCustomer', ageMs: 1, restMs: 2 };
    const reads: CachedRead[][] = [[], []];
    for (const cachedReads of reads) void ask({ cachedReads });
    reads[0]?.push(read);
    await end();
    expect(reads).toEqual([[read], [read]]);
  });

  it.each([
    ['another caller', { caller: { ...caller, subject: 'two' } }],
    ['other scopes', { caller: { ...caller, scopes: ['vault:explore'] } }],
    ['another gateway', { caller: { ...caller, gateway: { subject: 'gateway', scopes: [] } } }],
    ['another end of the credential', { caller: { ...caller, expiresAt: new Date(1) } }],
    ['other customers of a shopper', { caller: { ...caller, shopper: [] } }],
    ['other variables', { parameters: { variables: { first: 1 } } }],
    ['another time limit', { timeLimitMs: 999 }],
    ['less time left', { deadline: 0 }],
  ] satisfies (readonly [string, Partial<RequestInfo>])[])('are executed again for %s', (_what, own) => {
    const { ask, running } = start();
    void ask();
    void ask(own);
    expect(running()).toBe(2);
  });

  it.each([
    ['errors', failed],
    ['something about its request', { effects: { ...harmless, isOwn: () => true } }],
  ])('have each their own answer once one had %s, until one had not', async (_what, how) => {
    const { ask, end, running } = start();
    const first = ask();
    void ask();
    expect(running()).toBe(1);
    await end(how);
    expect((await first).result.data).toEqual(failed === how ? null : { found: true });
    expect(running()).toBe(1);
    void ask();
    expect(running()).toBe(2);
    await end();
    await end();
    void ask();
    void ask();
    expect(running()).toBe(1);
  });
});
