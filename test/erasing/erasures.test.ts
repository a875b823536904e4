import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Account } from '../../src/gateway/account.ts';
import type { Erasures } from '../../src/gateway/erasure/erasures.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { customerWith } from '../support/account.ts';
import { by, erasing, requestTimeoutMs, statesOf } from '../support/erasing.ts';
import { accountOf } from '../support/erasable.ts';

const dayMs = 24 * 60 * 60 * 1000;

function beginning(erasures: Erasures, account: Account, changes: object = {}) {
  const request = {
    customers: [{ account, key: 'ana@example.com' }],
    idempotencyKey: 'key',
    reason: null,
    by,
  };
  return erasures.begin({ ...request, ...changes });
}

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

describe('an erasure', () => {
  it('is begun once under one idempotency key, and answered again', async () => {
    const { account, deletions } = accountOf();
    const { erasures, finish } = erasing([account]);
    const first = await beginning(erasures, account);
    await finish(first.erasure);
    const second = await beginning(erasures, account);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.erasure).toMatchObject({ name: first.erasure.name, status: 'COMPLETE' });
    expect(deletions()).toBe(1);
  });

  it.each([
    ['another customer', { customers: [] }],
    ['another reason', { reason: 'asked by letter' }],
  ])('is not another one under the same key: %s', async (_what, changes) => {
    const { account } = accountOf();
    const { erasures } = erasing([account]);
    await beginning(erasures, account);
    await expect(beginning(erasures, account, changes)).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
  });

  it.each(['', 'a key', 'ä', 'x'.repeat(256)])('is not begun under the key %j', async (idempotencyKey) => {
    const { account, calls } = accountOf();
    const { erasures } = erasing([account]);
    const refused = beginning(erasures, account, { idempotencyKey });
    await expect(refused).rejects.toMatchObject({ issues: [{ path: ['idempotencyKey'] }] });
    expect(calls()).toBe(0);
  });

  it('is not begun at a live account if the store forgets it with the process, or keeps none', async () => {
    const { account, calls } = accountOf({ environment: 'LIVE' });
    for (const store of [createMemoryStore().erasures, null]) {
      const { erasures } = erasing([account], store);
      await expect(beginning(erasures, account)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
    expect(calls()).toBe(0);
    const { erasures } = erasing([account], createSqliteStore(':memory:').erasures);
    expect((await beginning(erasures, account)).replayed).toBe(false);
  });

  it('leaves no key, reason or caller readable in the file of the store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vaultgraph-erasing-'));
    const store = createSqliteStore(join(folder, 'outcomes.db'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const { account } = accountOf();
    const { erasures, finish } = erasing([account], store.erasures);
    const { erasure } = await beginning(erasures, account, { reason: 'Ana asked by letter' });
    await finish(erasure);
    const kept = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');
    await store.close();
    expect(kept).toContain(erasure.name);
    for (const secret of ['ana@example.com', 'asked by letter', 'api-key desk', 'request-1']) {
      expect(kept).not.toContain(secret);
    }
  });

  it('waits for an account that is not configured, and is given up after thirty days', async () => {
    const { account } = accountOf();
    const store = createMemoryStore().erasures;
    const without = erasing([], store);
    const erasure = await without.begin(account, 'ana@example.com');
    const waiting = await without.finish(erasure, dayMs);
    expect(statesOf(waiting)).toEqual([['PENDING']]);
    expect(waiting.tasks[0]?.steps[0]?.because).toContain('not configured');
    const over = await without.finish(erasure, 31 * dayMs);
    expect(over).toMatchObject({ status: 'INCOMPLETE' });
    expect(over.tasks[0]?.steps[0]).toMatchObject({
      state: 'FAILED',
      because: expect.stringMatching(/^Given up after 30 days\. /),
    });
  });

  it('leaves a task to another process that has taken it, and sends nothing then', async () => {
    const store = createMemoryStore().erasures;
    const held = Promise.withResolvers<void>();
    const { account, deletions, find } = accountOf();
    const slow = {
      ...account,
      vault: { ...account.vault, getCustomer: () => held.promise.then(find) },
    };
    const first = erasing([slow], store);
    const erasure = await first.begin(account, 'ana@example.com');
    const second = erasing([account], store);
    second.clock.pass(requestTimeoutMs + 1_000);
    await second.finish(erasure);
    const over = await second.read(erasure);
    held.resolve();
    await first.erasures.stop();
    expect(await second.read(erasure)).toEqual(over);
    expect(statesOf(over)).toEqual([['DONE']]);
    expect(deletions()).toBe(1);
    expect(first.audited).toEqual([]);
  });

  it('says that a customer came back, and does not delete the one that was created since', async () => {
    const { account, deletions, find, comeBack } = accountOf({ losesAnswer: true });
    const { begin, finish, clock } = erasing([account]);
    const erasure = await begin(account, 'ana@example.com');
    await finish(erasure, 0);
    expect(find()).toBeNull();
    comeBack(customerWith('ana@example.com', { createdAt: new Date(Date.now() + dayMs) }));
    clock.pass(dayMs);
    const over = await finish(erasure, 600_000);
    expect(over.tasks[0]?.steps[0]).toMatchObject({ state: 'DONE', isBack: true });
    expect(over.status).toBe('INCOMPLETE');
    expect(deletions()).toBe(1);
  });

  it('fails if the provider confirms a deletion and goes on showing the record', async () => {
    const { account, deletions } = accountOf({ deletes: false });
    const { begin, finish } = erasing([account]);
    const over = await finish(await begin(account, 'ana@example.com'));
    expect(over.tasks[0]?.steps[0]).toMatchObject({ state: 'FAILED', isBack: true, attempts: 1 });
    expect(deletions()).toBe(1);
  });

  it('goes on once a store that failed is back', async () => {
    const store = createMemoryStore().erasures;
    if (!store) throw new Error('It keeps no erasures.');
    let isAway = false;
    const take: typeof store.take = (taking) =>
      isAway ? Promise.reject(new Error('The store is away.')) : store.take(taking);
    const { account } = accountOf();
    const { begin, finish, erasures, clock, reported } = erasing([account], { ...store, take });
    isAway = true;
    const erasure = await begin(account, 'ana@example.com');
    await erasures.work();
    for (let look = 0; look < 3; look += 1) {
      clock.pass(5_000);
      await erasures.work();
    }
    expect(reported).toHaveLength(1);
    isAway = false;
    expect(statesOf(await finish(erasure))).toEqual([['DONE']]);
  });

  it('that cannot be opened waits for its key, and stops no other', async () => {
    const store = createMemoryStore().erasures;
    const { account } = accountOf();
    const old = erasing([account], store, 1);
    await old.erasures.stop();
    const locked = await old.begin(account, 'ben@example.com');
    const other = erasing([account], store, 2);
    expect(statesOf(await other.finish(await other.begin(account, 'ana@example.com')))).toEqual([['DONE']]);
    expect(other.reported.map(String)).toEqual([expect.stringContaining('its key is not configured')]);
    await expect(other.read(locked)).rejects.toThrow('its key is not configured');
    const again = erasing([account], store, 1);
    again.clock.pass(3_600_000);
    expect(statesOf(await again.finish(locked))).toEqual([['ALREADY_GONE']]);
  });
});
