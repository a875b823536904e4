import { describe, expect, it } from 'vitest';
import { createAsking } from '../../src/certify/asking.ts';
import { createJournal } from '../../src/certify/journal.ts';
import type { Certification } from '../../src/providers/define.ts';
import { holds, type Probing } from '../../src/providers/shared/assumption.ts';
import { path } from '../../src/upstream/path.ts';
import {
  certifiable,
  certifyAt,
  emptyFolder,
  listsIn,
  removable,
  subjectAt,
  worldOver,
} from '../support/certify.ts';
import { emulate } from '../support/emulate.ts';
import { deletes } from '../support/providers.ts';
import { isTokenRequest } from '../support/faults.ts';

type Account = Probing<never>;

/** An account that is asked by one probe alone. */
function askedBy(definition: (typeof certifiable)[number], probe: (account: Account) => Promise<unknown>) {
  const emulator = emulate(definition, { customers: 3 });
  const subject = subjectAt(definition, emulator);
  const assumption = {
    id: 'one',
    assumes: 'One.',
    source: 'none',
    steers: 'nothing',
    isReliedOn: true,
    kind: 'write',
    probe: async (account: Account) => {
      await probe(account);
      return holds;
    },
  } as const;
  const certification: Certification<never> = { ...subject.certification, assumptions: [assumption] };
  return { emulator, subject: { ...subject, certification } };
}

describe.each(certifiable)('a probe at $code', (definition) => {
  it('has until its deadline, on the clock of every exchange', async () => {
    const deadlines: number[] = [];
    const { emulator, subject } = askedBy(definition, () => Promise.resolve());
    const reach: Certification<never>['reach'] = (settings, runtime) => {
      const reached = subject.certification.reach(settings, runtime);
      return {
        ...reached,
        exchange: (outgoing) => {
          deadlines.push(outgoing.call.deadline);
          return reached.exchange(outgoing);
        },
      };
    };
    const world = { ...worldOver(emulator.fetch), timeoutMs: 20_000 };
    const certification = { ...subject.certification, reach };
    const before = performance.now();
    await createAsking({ ...subject, certification }, world).ask({ path: path`anything` });
    expect(deadlines).toHaveLength(1);
    expect(deadlines[0]).toBeGreaterThanOrEqual(before + 20_000);
    expect(deadlines[0]).toBeLessThanOrEqual(performance.now() + 20_000);
  });

  it.runIf(deletes(definition))('reads and removes the record that it made', async () => {
    const seen: unknown[] = [];
    const { emulator, subject } = askedBy(definition, async (account) => {
      const record = await account.make();
      seen.push(JSON.stringify((await record.read()).json).includes(record.mark));
      seen.push((await record.remove()).status < 300);
    });
    const examined = await certifyAt(subject, { fetch: emulator.fetch });
    expect(examined.results.map(({ finding }) => finding)).toEqual([holds]);
    expect(seen).toEqual([true, true]);
  });

  it('is unknown if it needs a record and none is made', async () => {
    const { emulator, subject } = askedBy(definition, (account) => account.make());
    const folder = emptyFolder();
    const fetch = async (request: Request) =>
      request.method === 'POST' && !isTokenRequest(request)
        ? Response.json({ refused: 'for a reason' }, { status: 422 })
        : emulator.fetch(request);
    const { results, left } = await certifyAt(subject, { fetch, folder });
    expect(results.map(({ finding }) => finding)).toEqual([
      { outcome: 'UNKNOWN', why: { text: 'No record could be made: 422 { refused: text }.' } },
    ]);
    expect({ left, lists: listsIn(folder) }).toEqual({ left: 0, lists: [] });
  });

  it('makes nothing if it only reads', async () => {
    const { emulator, subject } = askedBy(definition, (account) => account.make());
    const [assumption] = subject.certification.assumptions;
    const assumptions = assumption ? [{ ...assumption, kind: 'read' } as const] : [];
    const certification = { ...subject.certification, assumptions };
    const methods = new Set<string>();
    const fetch = (request: Request) => {
      if (!isTokenRequest(request)) methods.add(request.method);
      return emulator.fetch(request);
    };
    await certifyAt({ ...subject, certification }, { fetch, write: false });
    expect([...methods]).toEqual([]);
  });
});

it.each(certifiable.filter((definition) => !removable.includes(definition)))(
  'no probe at $code makes a record, which could not be removed',
  ({ certification }) => {
    const kinds = new Set(certification?.assumptions.map(({ kind }) => kind));
    expect([...kinds]).toEqual(['read']);
  },
);

it('probes make records at some providers', () => {
  expect(removable.length).toBeGreaterThan(0);
});

describe('the list of what was made', () => {
  it('is there before anything is asked for', async () => {
    const [definition] = removable;
    if (!definition) return;
    const folder = emptyFolder();
    const { emulator, subject } = askedBy(definition, (account) => account.make());
    const listed: number[] = [];
    const fetch = (request: Request) => {
      if (request.method === 'POST') listed.push(listsIn(folder).length);
      return emulator.fetch(request);
    };
    await certifyAt(subject, { fetch, folder });
    expect(listed).toEqual([1]);
    expect(createJournal(folder).entries()).toEqual([]);
  });
});
