import { describe, expect, it } from 'vitest';
import { createProbes, describeHealth } from './probes.ts';
import { createMemoryStore } from '../store/memory.ts';

describe('the health of the store', () => {
  it.each([
    ['answers', () => Promise.resolve(), 'UP'],
    ['fails', () => Promise.reject(new Error('away')), 'DOWN'],
    ['is silent', () => new Promise<void>(() => undefined), 'DOWN'],
  ])('if it %s', async (_how, release, store) => {
    expect(await describeHealth({ ...createMemoryStore(), release }, new Map())).toEqual({
      store,
      accounts: [],
    });
  });
});

describe('a server', () => {
  it('is ready although its store is away, because reads go on', async () => {
    const probes = createProbes({ isReady: () => true, details: async () => ({ store: 'DOWN' }) });
    const response = await probes.ready(true);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready', store: 'DOWN' }]);
  });

  it('shows only whether it is ready to those who may not see more', async () => {
    const response = await createProbes({ isReady: () => false }).ready(true);
    expect([response.status, await response.json()]).toEqual([503, { status: 'draining' }]);
  });
});
