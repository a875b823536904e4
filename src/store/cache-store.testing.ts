import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CachePlace, CacheStore } from './cache-store.ts';

interface Subject {
  readonly store: CacheStore;
  readonly pass: (ms: number) => Promise<void>;
}

const long = 100_000;

/** A record of an account that no other test has. */
function somewhere(account: string = randomUUID()): CachePlace {
  return { account, record: randomUUID() };
}

/** What every store of caches promises. */
export function cacheStorePromises(open: () => Subject): void {
  const keep = async ({ store }: Subject, place: CachePlace, value: string, ttlMs = long) => {
    const { ticket } = await store.look(place, 'name', long);
    if (ticket === null) throw new Error('Nothing can be kept.');
    await store.keep(place, 'name', { value, ticket, ttlMs });
  };
  const valueAt = async ({ store }: Subject, place: CachePlace, maxAgeMs = long) =>
    (await store.look(place, 'name', maxAgeMs)).kept?.value ?? null;

  it('gives what was kept under the same name of the same record, and its age since it was looked for', async () => {
    const subject = open();
    const { store, pass } = subject;
    const place = somewhere();
    const { ticket, kept } = await store.look(place, 'name', long);
    expect(kept).toBeNull();
    await pass(20);
    await store.keep(place, 'name', { value: 'value', ticket: ticket ?? '', ttlMs: long });
    await pass(20);
    const found = await store.look(place, 'name', long);
    expect(found.kept?.value).toBe('value');
    expect(found.kept?.ageMs).toBeGreaterThanOrEqual(40);
    expect((await store.look(place, 'another', long)).kept).toBeNull();
    expect(await valueAt(subject, somewhere(place.account))).toBeNull();
  });

  it('gives nothing that is too old, counted from the look', async () => {
    const subject = open();
    const { store, pass } = subject;
    const place = somewhere();
    const { ticket } = await store.look(place, 'name', long);
    await pass(60);
    await store.keep(place, 'name', { value: 'late', ticket: ticket ?? '', ttlMs: 50 });
    expect(await valueAt(subject, place)).toBeNull();
    await keep(subject, place, 'value', 5_000);
    await pass(20);
    expect(await valueAt(subject, place, 10)).toBeNull();
    expect(await valueAt(subject, place)).toBe('value');
  });

  it.each(['record', 'account'] as const)(
    'gives and keeps nothing while a write of the %s lasts, nor from before',
    async (which) => {
      const subject = open();
      const { store } = subject;
      const place = somewhere();
      await keep(subject, place, 'old');
      const { ticket } = await store.look(place, 'name', long);
      await store.begin([place[which]], 'writer', long);
      expect(await store.look(place, 'name', long)).toEqual({ kept: null, ticket: null });
      const late = { value: 'late', ticket: ticket ?? '', ttlMs: long };
      await store.keep(place, 'name', late);
      await store.end([place[which]], 'writer');
      expect(await valueAt(subject, place)).toBeNull();
      await store.keep(place, 'name', late);
      expect(await valueAt(subject, place)).toBeNull();
      await keep(subject, place, 'new');
      expect(await valueAt(subject, place)).toBe('new');
    },
  );

  it('leaves other records and accounts alone', async () => {
    const subject = open();
    const place = somewhere();
    await keep(subject, place, 'value');
    const other = somewhere(place.account);
    await subject.store.begin([other.record, randomUUID()], 'writer', long);
    expect(await valueAt(subject, place)).toBe('value');
  });

  it('keeps nothing until the last of several writes has ended', async () => {
    const subject = open();
    const { store } = subject;
    const place = somewhere();
    await store.begin([place.record], 'one', long);
    await store.begin([place.record], 'another', long);
    await store.end([place.record], 'one');
    expect((await store.look(place, 'name', long)).ticket).toBeNull();
    await store.end([place.record], 'another');
    expect((await store.look(place, 'name', long)).ticket).not.toBeNull();
  });

  it('keeps again once the time of a write is over that never ended, and gives nothing from before', async () => {
    const subject = open();
    const { store, pass } = subject;
    const place = somewhere();
    await keep(subject, place, 'old');
    const { ticket } = await store.look(place, 'name', long);
    await store.begin([place.record], 'writer', 30);
    await pass(40);
    await store.keep(place, 'name', { value: 'late', ticket: ticket ?? '', ttlMs: long });
    expect(await valueAt(subject, place)).toBeNull();
    await keep(subject, place, 'new');
    expect(await valueAt(subject, place)).toBe('new');
  });

  it('forgets what has changed in another way, and what was read before', async () => {
    const subject = open();
    const { store } = subject;
    const place = somewhere();
    await keep(subject, place, 'old');
    const { ticket } = await store.look(place, 'name', long);
    await store.end([place.account], '');
    await store.keep(place, 'name', { value: 'late', ticket: ticket ?? '', ttlMs: long });
    expect(await valueAt(subject, place)).toBeNull();
  });

  it('takes the same step again as one', async () => {
    const { store } = open();
    const place = somewhere();
    await store.begin([place.record], 'writer', long);
    await store.begin([place.record], 'writer', long);
    await store.end([place.record], 'writer');
    await store.end([place.record], 'writer');
    expect((await store.look(place, 'name', long)).ticket).not.toBeNull();
  });
}
