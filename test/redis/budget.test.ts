import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRedisBudget } from '../../src/access/redis-budget.ts';
import { connectRedis, type RedisConnection } from '../../src/store/redis/connection.ts';
import { median } from '../support/median.ts';
import { startRedis, type RunningRedis } from '../support/redis.ts';

let redis: RunningRedis;
let connections: readonly RedisConnection[] = [];
beforeAll(async () => {
  redis = await startRedis();
  connections = await Promise.all([connectRedis(redis.url), connectRedis(redis.url)]);
});
afterAll(async () => {
  await Promise.all(connections.map(({ close }) => close()));
  await redis.close();
});

/** A budget for each process. */
function budgets(prefix: string, limits = { points: 100, perSeconds: 60 }) {
  const [one, other] = connections.map(({ client }) => createRedisBudget(limits, client, prefix));
  if (!one || !other) throw new Error('There are two connections.');
  return [one, other] as const;
}

it('is one for all processes', async () => {
  const [one, other] = budgets('shared:');
  expect(await one.spend('ana', 60)).toMatchObject({ isEnough: true, limit: 100, remaining: 40 });
  expect(await other.spend('ana', 30)).toMatchObject({ isEnough: true, remaining: 10 });
  expect(await one.spend('ivo', 60)).toMatchObject({ isEnough: true, remaining: 40 });
});

it('takes nothing if it is not enough, and says when there is more', async () => {
  const [one, other] = budgets('refused:');
  await one.spend('ana', 90);
  const refused = await other.spend('ana', 20);
  expect(refused).toMatchObject({ isEnough: false, remaining: 10 });
  expect(refused.resetAt.getTime() - Date.now()).toBeGreaterThan(50_000);
  expect(await one.spend('ana', 10)).toMatchObject({ isEnough: true, remaining: 0 });
});

it('keeps nothing in Redis that identifies the caller', async () => {
  const [one] = budgets('quiet:');
  await one.spend('["acme","ana.horvat@example.com"]', 1);
  const keys = await connections[0]?.client.keys('quiet:*');
  expect(keys).toHaveLength(1);
  expect(keys?.join()).not.toMatch(/ana|acme/);
});

it('is counted by each process while Redis does not answer, and while it is stopped', async () => {
  const [one, other] = budgets('away:');
  redis.pause();
  const times: number[] = [];
  for (const remaining of [80, 60, 40]) {
    const begin = performance.now();
    expect(await one.spend('ana', 20)).toMatchObject({ isEnough: true, remaining });
    times.push(performance.now() - begin);
  }
  expect(median(times)).toBeLessThan(250);
  redis.resume();
  await redis.kill();
  await expect.poll(() => connections[0]?.client.isReady).toBe(false);
  expect(await one.spend('ana', 60)).toMatchObject({ isEnough: false, remaining: 40 });
  expect(await other.spend('ana', 60)).toMatchObject({ isEnough: true });
  await redis.start();
});
