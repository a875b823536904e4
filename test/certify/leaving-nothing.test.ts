import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAsking } from '../../src/certify/asking.ts';
import { statusOf } from '../../src/certify/certify.ts';
import { createJournal, journalsIn } from '../../src/certify/journal.ts';
import { removeListed } from '../../src/certify/removing.ts';
import { withFaults, type Fault } from '../../src/emulators/kit/faults.ts';
import type { Fetch } from '../../src/http/fetch.ts';
import {
  certifiable,
  certifyAt,
  emptyFolder,
  leftAt,
  listsIn,
  removable,
  subjectAt,
  worldOver,
} from '../support/certify.ts';
import { emulate } from '../support/emulate.ts';
import { isTokenRequest } from '../support/faults.ts';

/** Lets a number of requests through, and then has one after another meet these faults; null lets one through. */
function failingFrom(fetch: Fetch, first: number, faults: readonly (Fault | null)[]): Fetch {
  let count = 0;
  return withFaults(fetch, (request) => {
    if (isTokenRequest(request)) return null;
    count += 1;
    return count > first ? (faults[(count - first - 1) % faults.length] ?? null) : null;
  });
}

const unavailable: Fault = { kind: 'answer', status: 503, after: true };
const refusing: Fault = { kind: 'answer', status: 503 };
const cut: Fault = { kind: 'cut', after: true };

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Each way of failing, with the request carried out before it or not. */
const failures: Readonly<Record<string, Fault>> = {
  'refused for now': refusing,
  'carried out and answered 503': unavailable,
  'carried out and cut off': cut,
  'cut off': { kind: 'cut' },
  'carried out and answered with a page': {
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html>',
    after: true,
  },
};

const pause = () => Promise.resolve();

/** What stands between an account and its provider, and says nothing about a record. */
const notTheirs: Readonly<Record<string, () => Response>> = {
  'a 404 without a body': () => new Response(null, { status: 404 }),
  'a page with a 404': () =>
    new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } }),
  'a page with a 200': () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
  'a gateway with a 404': () => Response.json({ error: 'no route' }, { status: 404 }),
};

describe.each(removable)('at $code, a run that writes', (definition) => {
  const start = () => emulate(definition, { customers: 5 });
  const keysOf = (emulator: ReturnType<typeof start>) =>
    emulator.accounts('http://127.0.0.1:9')[0]?.customerKeys() ?? [];

  it('leaves nothing, neither customers nor a list', async () => {
    const emulator = start();
    const [before, folder] = [keysOf(emulator), emptyFolder()];
    const { left } = await certifyAt(subjectAt(definition, emulator), { fetch: emulator.fetch, folder });
    expect({ left, lists: listsIn(folder), records: await leftAt(definition, emulator, before) }).toEqual({
      left: 0,
      lists: [],
      records: 0,
    });
    expect(keysOf(emulator).toSorted()).toEqual([...before].toSorted());
  });

  it.each([10, 20, 27])(
    'leaves nothing if the provider fails on and off after %i requests',
    async (first) => {
      const emulator = start();
      const [before, folder] = [keysOf(emulator), emptyFolder()];
      const fetch = failingFrom(emulator.fetch, first, [unavailable, null, cut, null, refusing, null, null]);
      const { left } = await certifyAt(subjectAt(definition, emulator), { fetch, folder });
      expect({ left, lists: listsIn(folder), records: await leftAt(definition, emulator, before) }).toEqual({
        left: 0,
        lists: [],
        records: 0,
      });
    },
  );

  it.each(verbs.flatMap((verb) => Object.entries(failures).map(([name, fault]) => ({ verb, name, fault }))))(
    'leaves nothing if every second $verb is $name',
    async ({ verb, fault }) => {
      const emulator = start();
      const [before, folder] = [keysOf(emulator), emptyFolder()];
      let count = 0;
      const fetch = withFaults(emulator.fetch, (request) => {
        if (request.method !== verb || isTokenRequest(request)) return null;
        count += 1;
        return count % 2 === 0 ? fault : null;
      });
      const { left } = await certifyAt(subjectAt(definition, emulator), { fetch, folder });
      expect({ left, lists: listsIn(folder), records: await leftAt(definition, emulator, before) }).toEqual({
        left: 0,
        lists: [],
        records: 0,
      });
    },
  );

  it('lists what it could not remove, and removes it later', async () => {
    const emulator = start();
    const [before, folder] = [keysOf(emulator), emptyFolder()];
    const subject = subjectAt(definition, emulator);
    const { records } = subject.certification;
    let isDown = false;
    const fetch: Fetch = async (request) => {
      if (isDown && !isTokenRequest(request)) return new Response(null, { status: 503 });
      const answer = await emulator.fetch(request);
      isDown ||= request.method === 'POST' && !isTokenRequest(request);
      return answer;
    };
    const journal = createJournal(folder);
    const world = worldOver(fetch);
    const mark = 'vaultgraph certify 123456789012';
    const { ask } = createAsking(subject, world);
    journal.open({ tenant: subject.tenant, account: subject.key, mark });
    await ask(records.creation(mark, {}, subject.settings));
    expect(await removeListed(subject, journal, { ask, pause, isPatient: false })).toBe(1);
    expect(await leftAt(definition, emulator, before)).toBe(1);

    isDown = false;
    const [found] = journalsIn(folder);
    const later = createAsking(subject, { ...world, fetch: emulator.fetch });
    expect(found && (await removeListed(subject, found, { ask: later.ask, pause, isPatient: true }))).toBe(0);
    expect({ lists: listsIn(folder), records: await leftAt(definition, emulator, before) }).toEqual({
      lists: [],
      records: 0,
    });
  });

  it('removes no record that does not bear the mark', async () => {
    const emulator = start();
    const [before, folder] = [keysOf(emulator), emptyFolder()];
    const subject = subjectAt(definition, emulator);
    const journal = createJournal(folder);
    const mark = 'vaultgraph certify 123456789012';
    journal.made(journal.open({ tenant: subject.tenant, account: subject.key, mark }), before[0] ?? '');
    const { ask } = createAsking(subject, worldOver(emulator.fetch));
    expect(await removeListed(subject, journal, { ask, pause, isPatient: false })).toBe(1);
    expect(keysOf(emulator)).toEqual(before);
  });

  it.each(Object.entries(notTheirs))(
    'keeps a record on its list if %s answers about it',
    async (_name, page) => {
      const emulator = start();
      const folder = emptyFolder();
      const subject = subjectAt(definition, emulator);
      const { records } = subject.certification;
      const world = worldOver(emulator.fetch);
      const mark = 'vaultgraph certify 123456789012';
      const journal = createJournal(folder);
      const id = journal.open({ tenant: subject.tenant, account: subject.key, mark });
      const created = await createAsking(subject, world).ask(records.creation(mark, {}, subject.settings));
      const unnamed = createJournal(folder);
      unnamed.open({ tenant: subject.tenant, account: subject.key, mark });
      journal.made(id, records.keyOf(created, mark) ?? '');

      const behindProxy: Fetch = async (request) =>
        isTokenRequest(request) ? emulator.fetch(request) : page();
      const { ask } = createAsking(subject, { ...world, fetch: behindProxy });
      expect(await removeListed(subject, journal, { ask, pause, isPatient: false })).toBe(1);
      expect(await removeListed(subject, unnamed, { ask, pause, isPatient: false })).toBe(1);
      expect(listsIn(folder)).toHaveLength(2);

      const { ask: reached } = createAsking(subject, world);
      for (const found of journalsIn(folder)) {
        expect(await removeListed(subject, found, { ask: reached, pause, isPatient: false })).toBe(0);
      }
      expect(listsIn(folder)).toEqual([]);
    },
    60_000,
  );

  it('stops when it is interrupted, and removes what it has made', async () => {
    const emulator = start();
    const [before, folder, interrupted] = [keysOf(emulator), emptyFolder(), new AbortController()];
    const fetch: Fetch = async (request) => {
      const answer = await emulator.fetch(request);
      if (request.method === 'POST' && !isTokenRequest(request)) interrupted.abort();
      return answer;
    };
    const examined = await certifyAt(subjectAt(definition, emulator), {
      fetch,
      folder,
      signal: interrupted.signal,
    });
    expect(examined.results.at(-1)?.finding.outcome).toBe('NOT_TRIED');
    expect({ left: examined.left, lists: listsIn(folder) }).toEqual({ left: 0, lists: [] });
    expect(await leftAt(definition, emulator, before)).toBe(0);
  });
});

describe('the list of what was made', () => {
  const entry = { tenant: 't', account: 'a', mark: 'm' };

  it('outlives a process that is killed at any byte of it', () => {
    const folder = emptyFolder();
    const journal = createJournal(folder);
    const [first, second] = [journal.open(entry), journal.open({ ...entry, mark: 'n' })];
    journal.made(second, 'key');
    journal.close(first);
    const [name = ''] = listsIn(folder);
    const text = readFileSync(join(folder, name), 'utf8');
    const ends = text.split('\n').map((_line, index, lines) => lines.slice(0, index + 1).join('\n').length);
    const seen = Array.from({ length: text.length + 1 }, (_, length) => {
      writeFileSync(join(folder, name), text.slice(0, length));
      const [found] = journalsIn(folder);
      const entries = found?.entries() ?? [];
      for (const { id } of entries) found?.close(id);
      found?.tidy();
      expect(listsIn(folder)).toEqual([]);
      return entries.map(({ mark, key }) => `${mark} ${key}`).join();
    });
    const after = ends.slice(0, -1).map((length) => seen[length]);
    expect(after).toEqual(['m null', 'm null,n null', 'm null,n key', 'n key']);
    expect(new Set(seen)).toEqual(new Set(['', ...after]));
  });

  it('continues after half a line', () => {
    const folder = emptyFolder();
    const journal = createJournal(folder);
    journal.open(entry);
    const kept = journal.open({ ...entry, mark: 'n' });
    const [name = ''] = listsIn(folder);
    appendFileSync(join(folder, name), '{"id":"3","tena');
    const [found] = journalsIn(folder);
    found?.made(kept, 'key');
    expect(journalsIn(folder).map((read) => read.entries().map(({ mark, key }) => `${mark} ${key}`))).toEqual(
      [['m null', 'n key']],
    );
  });
});

describe('the exit status', () => {
  const [definition] = certifiable;
  it('is 2 if the credentials are refused', async () => {
    if (!definition) return;
    const emulator = emulate(definition);
    const fetch = () => Promise.resolve(new Response('{}', { status: 401 }));
    const examined = await certifyAt(subjectAt(definition, emulator), { fetch, write: false });
    expect(statusOf([examined])).toBe(2);
  });
});
