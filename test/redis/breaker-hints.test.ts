import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { connectRedis } from '../../src/store/redis/connection.ts';
import { withFaults } from '../../src/emulators/kit/faults.ts';
import { createBreaker } from '../../src/upstream/breaker.ts';
import type { Exchange } from '../../src/upstream/exchange.ts';
import { createGuard } from '../../src/upstream/guard.ts';
import { createRedisBreakerHints } from '../../src/upstream/redis-breaker-hints.ts';
import { serveCommand } from '../support/command-line.ts';
import { createFakeTime } from '../support/fake-time.ts';
import { vendorAnswer } from '../support/faults.ts';
import { guardedBy } from '../support/guarded.ts';
import { incoming, origin, outgoing } from '../support/outgoing.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

let redis: RunningRedis;
beforeAll(async () => void (redis = await startRedis()));
afterAll(() => redis.close());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** An instance with one account, whose provider answers with `state.answer`. */
async function instance(prefix: string, account = 'monri-hr') {
  const connection = await connectRedis(redis.url);
  closing.push(connection.close);
  const hints = createRedisBreakerHints(connection.client, prefix);
  closing.push(hints.close);
  const time = createFakeTime(() => 0);
  const state = { asked: 0, answer: async () => incoming(200) };
  const exchange: Exchange = async () => {
    state.asked += 1;
    return state.answer();
  };
  const guard = createGuard({
    origin,
    time,
    now: () => new Date(),
    createBreaker,
    hints: hints.of('acme', account),
  });
  const guarded = guardedBy(guard, exchange, time);
  /** Sends as many calls at once; the codes of those that failed. */
  const ask = async (count: number) => {
    const before = state.asked;
    const calls = await Promise.allSettled(Array.from({ length: count }, () => guarded(outgoing())));
    return {
      reached: state.asked - before,
      refused: calls.filter(({ status }) => status === 'rejected').length,
    };
  };
  const fail = async (): Promise<void> => {
    state.answer = async () => incoming(503);
    await ask(10);
  };
  return { ask, fail, state, time, status: () => guard.health().status, client: connection.client };
}

/** Waits until both listen: an earlier hint would be lost. */
async function pair(prefix: string, ...accounts: readonly [string?, string?]) {
  const both = [await instance(prefix, accounts[0]), await instance(prefix, accounts[1])] as const;
  const listeners = async () => (await both[0].client.pubSubNumSub(`${prefix}breaker`))[`${prefix}breaker`];
  await expect.poll(listeners).toBe(2);
  return both;
}

describe('a breaker that opens', () => {
  it('has the other instance ask with one call, and go on if that works', async () => {
    const [one, other] = await pair('works:');
    await one.fail();
    expect(one.status()).toBe('DOWN');
    await expect.poll(other.status).toBe('DOWN');
    expect(await other.ask(20)).toEqual({ reached: 1, refused: 19 });
    expect(await other.ask(20)).toEqual({ reached: 20, refused: 0 });
  });

  it('has the other instance stop if that one call fails, too', async () => {
    const [one, other] = await pair('fails:');
    await one.fail();
    await expect.poll(other.status).toBe('DOWN');
    other.state.answer = async () => incoming(503);
    expect(await other.ask(20)).toMatchObject({ reached: 1 });
    expect(await other.ask(20)).toEqual({ reached: 0, refused: 20 });
  });

  it('blocks calls of the other instance no longer than its own open breaker', async () => {
    const [one, other] = await pair('silent:');
    await one.fail();
    await expect.poll(other.status).toBe('DOWN');
    other.state.answer = () => new Promise(() => undefined);
    void other.ask(1);
    expect(await other.ask(5)).toEqual({ reached: 0, refused: 5 });
    other.time.pass(5_000);
    other.state.answer = async () => incoming(200);
    expect(await other.ask(5)).toEqual({ reached: 5, refused: 0 });
  });

  it('is nothing to other accounts, and its name is not in Redis', async () => {
    const [one, other] = await pair('others:', 'monri-hr', 'monri-ba');
    const heard: string[] = [];
    const spy = one.client.duplicate();
    closing.push(() => spy.destroy());
    await spy.connect();
    await spy.subscribe('others:breaker', (message) => void heard.push(message));
    await one.fail();
    await expect.poll(() => heard).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    expect(other.status()).toBe('UNKNOWN');
    expect(await other.ask(20)).toEqual({ reached: 20, refused: 0 });
  });

  it('opens as usual while Redis is unreachable, and sends hints again once it is back', async () => {
    const [one, other] = await pair('away:');
    await redis.kill();
    await one.fail();
    expect(await one.ask(5)).toEqual({ reached: 0, refused: 5 });
    expect(await other.ask(5)).toEqual({ reached: 5, refused: 0 });
    await redis.start();
    await expect
      .poll(async () => one.client.pubSubNumSub('away:breaker').catch(() => null))
      .toEqual({
        'away:breaker': 2,
      });
    one.time.pass(5_000);
    other.time.pass(5_000);
    await one.ask(1);
    await expect.poll(other.status).toBe('DOWN');
  });
});

describe('two processes on one Redis', () => {
  it('inform each other of a provider that fails', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-hints-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const sandbox = await startSandbox({
      customers: 1,
      decorate: (fetch, provider) =>
        withFaults(fetch, () => (provider === 'MONRI' ? vendorAnswer(500) : null)),
    });
    closing.push(sandbox.close);
    const config = { ...sandbox.config, server: { port: 0 }, store: { type: 'redis', url: redis.url } };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const start = () => serveCommand(['serve', '--config', 'config.json'], { folder });
    const [one, other] = await Promise.all([start(), start()]);
    const ask = async (url: string, query: string): Promise<string> => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).text();
    };
    // The breaker of the first opens, and again whenever its pause is over. The other is never asked for a customer.
    const health = async (): Promise<string> => {
      await ask(one.url, '{ customers(first: 1, accounts: ["monri-1"]) { sources { status } } }');
      return ask(other.url, '{ providerAccount(key: "monri-1") { health { status } } }');
    };
    await expect.poll(health).toContain('"DOWN"');
    expect(await ask(other.url, '{ providerAccount(key: "verifone-1") { health { status } } }')).toContain(
      '"UNKNOWN"',
    );
    expect(await Promise.all([one.stop('SIGTERM'), other.stop('SIGTERM')])).toEqual([0, 0]);
  });
});
