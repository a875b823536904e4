import { noFilter } from '../../domain/page.ts';
import type { Call } from '../../port.ts';
import type { Position } from '../list/position.ts';
import { doubtMs, type IndexParts } from './index-parts.ts';
import type { IndexProgress, PassProgress } from './index-progress.ts';
import { readKeys } from './read-keys.ts';
import { readPage } from './read-page.ts';

/** How many names of customers who were listed are kept, to find the place in a list again. */
const keptNames = 20;
/** How many entries one step of a sweep compares. */
const sweptAtOnce = 50;

/**
 * One step of a reading of the whole list, which goes on where the last one ended: a page of the list, or some entries that
 * the list did not have. Those are read by their keys, because a list may leave out who is there.
 */
export function takeStep(parts: IndexParts, progress: IndexProgress, call: Call): Promise<IndexProgress> {
  const { pass } = progress;
  if (pass === null) return listOn(parts, begin(progress, parts.now()), call);
  const underWay = { ...progress, pass };
  return pass.isSweeping ? sweepOn(parts, underWay, call) : listOn(parts, underWay, call);
}

type UnderWay = IndexProgress & { readonly pass: PassProgress };

function begin(progress: IndexProgress, now: number): UnderWay {
  const number = progress.passes + 1;
  const pass = {
    number,
    beganAt: now,
    position: null,
    met: 0,
    total: null,
    isDoubtful: false,
    isSweeping: false,
  };
  return { ...progress, pass, passes: number, lastBeganAt: now };
}

async function listOn(parts: IndexParts, progress: UnderWay, call: Call): Promise<IndexProgress> {
  const { digests, store, now } = parts;
  const { pass } = progress;
  const readAt = now();
  const run = await readPage(parts, noFilter, { position: pass.position, call });
  const customers = run.items.map(({ item }) => item);
  const entries = customers.filter(({ deleted }) => !deleted).map(digests.entryOf);
  const gone = customers.filter(({ deleted }) => deleted).map(({ key }) => digests.nameOf(key));
  const terms = { pass: pass.number, writtenAt: null, replacesBefore: readAt - doubtMs };
  await store.put(digests.space, entries, terms);
  if (gone.length > 0) await store.remove(digests.space, gone, terms.replacesBefore);

  const isDoubtful = pass.isDoubtful || run.isDoubtful;
  const met = pass.met + entries.length;
  const end = run.end && shortened(run.end);
  if (run.hasMore)
    return { ...progress, pass: { ...pass, position: end, met, total: run.total, isDoubtful } };
  // A customer may be missing: what was known before stays, and the next reading starts over.
  if (isDoubtful) return { ...progress, pass: null };
  return {
    ...progress,
    pass: { ...pass, position: null, met, total: run.total, isSweeping: true },
    completeSince: progress.completeSince ?? now(),
    wholeAt: pass.beganAt,
  };
}

async function sweepOn(parts: IndexParts, progress: UnderWay, call: Call): Promise<IndexProgress> {
  const { digests, store } = parts;
  const { pass } = progress;
  const entries = await store.unmet(digests.space, pass, sweptAtOnce);
  if (entries.length === 0) return { ...progress, pass: null };
  const keys = entries.map((entry) => digests.keyOf(entry)).filter((key) => key !== null);
  const unread = await readKeys(parts, keys, { call, pass: pass.number });
  if (unread[0] && unread.length === keys.length) throw unread[0].error;
  // One who cannot be read although others can stays until the next reading.
  await store.meet(
    digests.space,
    entries.map(({ name }) => name),
    pass.number,
  );
  return progress;
}

function shortened(position: Position): Position {
  return { ...position, names: position.names.slice(-keptNames) };
}

/** Whether a reading of the whole list is under way or due. It has half of the time in which the index may fall behind. */
export function isStepDue(
  { pass, lastBeganAt }: IndexProgress,
  { refreshSeconds, now }: IndexParts,
): boolean {
  return pass !== null || lastBeganAt === null || now() - lastBeganAt >= refreshSeconds * 500;
}
