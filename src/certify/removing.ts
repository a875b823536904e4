import type { ProbeAnswer } from '../providers/shared/assumption.ts';
import { deniesDeletion } from '../providers/shared/deletion.ts';
import type { Asking, World } from './asking.ts';
import type { Entry, Journal } from './journal.ts';
import type { Subject } from './subject.ts';

type Ask = Asking['ask'];

/** How long to wait before each further try, in milliseconds. */
const pausesMs = [100, 300, 1000, 2000];
/** How long a record may take to appear if its answer was not awaited. */
const patienceMs = 300;
/** As many records may have the same mark, if a provider accepts a reference twice. */
const mostRounds = 20;

/**
 * Removes the records of an account that are still in its list; returns how many could not be removed. It must be patient
 * if a record may be made only now, because its answer was not awaited.
 */
export async function removeListed(subject: Subject, journal: Journal, way: Way): Promise<number> {
  const own = journal
    .entries()
    .filter(({ tenant, account }) => tenant === subject.tenant && account === subject.key);
  let left = 0;
  for (const entry of own) {
    if (await isRemoved(subject, entry, way)) journal.close(entry.id);
    else left += 1;
  }
  return left;
}

interface Way extends Pick<World, 'pause'> {
  readonly ask: Ask;
  readonly isPatient: boolean;
}

function isRemoved(subject: Subject, entry: Entry, way: Way): Promise<boolean> {
  const ask = askingAgain(way);
  const removing =
    entry.key === null
      ? removeMarked(subject, entry, { ...way, ask })
      : removeOne(subject, entry, entry.key, ask);
  return removing.catch(() => false);
}

/** Asks again if the provider fails: reads and deletions may be repeated. */
function askingAgain({ ask, pause }: Way): Ask {
  return async (...asked) => {
    for (const ms of pausesMs) {
      const answer = await ask(...asked).catch(() => null);
      if (answer?.readable && answer.status !== 429 && answer.status < 500) return answer;
      await pause(ms);
    }
    return ask(...asked);
  };
}

/** No answer named the record: whatever bears its mark is removed. */
async function removeMarked(
  subject: Subject,
  entry: Entry,
  { ask, pause, isPatient }: Way,
): Promise<boolean> {
  let isLast = !isPatient;
  for (let round = 0; round < mostRounds; round += 1) {
    const present = await findPresent(subject, entry, ask);
    for (const key of present) if (!(await removeOne(subject, entry, key, ask))) return false;
    if (present.length > 0) continue;
    if (isLast) return true;
    isLast = true;
    await pause(patienceMs);
  }
  return false;
}

async function findPresent(subject: Subject, { mark }: Entry, ask: Ask): Promise<readonly string[]> {
  const { settings } = subject;
  const { records } = subject.certification;
  const present: string[] = [];
  for (const key of await records.find({ ask, settings }, mark)) {
    if (!isMissing(await ask({ path: records.one(key, settings) }), subject)) present.push(key);
  }
  return present;
}

/** Whether the record is gone. One that does not bear the mark is not ours, and is left alone. */
async function removeOne(subject: Subject, { mark }: Entry, key: string, ask: Ask): Promise<boolean> {
  const path = subject.certification.records.one(key, subject.settings);
  const found = await ask({ path });
  if (isMissing(found, subject)) return true;
  if (found.status >= 300 || !JSON.stringify(found.json ?? null).includes(mark)) return false;
  const removed = await ask({ method: 'DELETE', path });
  return isDeleted(removed) || isMissing(await ask({ path }), subject);
}

/** Whether an answer to a deletion confirms it. */
export function isDeleted({ status, readable, json }: ProbeAnswer): boolean {
  return status < 300 && readable && !deniesDeletion(json);
}

/** The provider itself has to say so: a 404 may come from a proxy, or from a wrong address. */
function isMissing(answer: ProbeAnswer, { certification, settings }: Subject): boolean {
  return certification.records.isGone(answer, settings);
}
