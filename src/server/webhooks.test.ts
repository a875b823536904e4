import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from '../http/handle.ts';
import type { Tenant } from '../gateway/tenant.ts';
import { createWebhooks } from './webhooks.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Calls to two accounts, and what is heeded of them. */
function createCalls() {
  const heeded: string[] = [];
  const hint = (account: string, record: string): void => void heeded.push(`${account} ${record}`);
  const tenant = {
    accounts: [{ key: 'one' }, { key: 'other' }],
    hub: { hint },
    indexes: { hintUnverified: () => undefined },
  };
  const webhooks = createWebhooks(new Map([['acme', tenant as unknown as Tenant]]));
  const call = (account: string, record: string): number =>
    webhooks({ method: 'POST', url: `/webhooks/${account}?id=${record}` } as HttpRequest).status;
  return { heeded, call };
}

describe('calls of a provider', () => {
  it('are heeded 50 times in a second, account by account, and answered all the same', () => {
    const { heeded, call } = createCalls();
    const answers = Array.from({ length: 60 }, (_, index) => call('one', `record-${index}`));
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(heeded).toHaveLength(50);
    expect(call('other', 'record')).toBe(204);
    expect(heeded).toHaveLength(51);
    vi.advanceTimersByTime(1_000);
    expect(call('one', 'record')).toBe(204);
    expect(heeded).toHaveLength(52);
  });

  it('are not heeded if they name no record, or one with a name that is too long', () => {
    const { heeded, call } = createCalls();
    expect([call('one', ''), call('one', 'a'.repeat(257)), call('one', 'a'.repeat(256))]).toEqual([
      204, 204, 204,
    ]);
    expect(heeded).toEqual([`one ${'a'.repeat(256)}`]);
  });
});
