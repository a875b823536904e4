import type { Customer } from '../../domain/customer.ts';
import type { CustomerMatch } from '../../domain/customer-search.ts';
import { noFilter } from '../../domain/page.ts';
import { originOf, verb, type Account } from '../account.ts';
import type { Ask } from '../list/place.ts';
import { shortName, type Position } from '../list/position.ts';
import { readRun, type Given } from '../list/run.ts';
import type { RequestScope } from '../request-scope.ts';
import { comparing, type Compare, type Matched } from './compare.ts';
import type { Progress } from './progress.ts';
import { filterSpellings } from './spellings.ts';
import { readByKeys } from './read-by-keys.ts';
import { readByIndex } from './read-by-index.ts';
import { canScan, fieldsBy } from './ways.ts';

/** A customer that matches, and how far the search has come behind it. */
interface Hit {
  readonly customer: Customer;
  readonly matched: Matched;
  readonly behind: Progress;
}

/** What one account gave, in order. */
export interface Found {
  readonly hits: readonly Hit[];
  readonly end: Progress;
}

interface Searching {
  readonly account: Account;
  readonly match: CustomerMatch;
  readonly scope: RequestScope;
  /** How many are wanted, 1 at least. */
  readonly wanted: number;
}

interface Stage extends Searching {
  readonly compare: Compare;
}

/** How many pages of a list one request compares at most. */
export const scannedPages = 5;
/** One fewer than a page may hold, so that one call shows whether another page follows. */
const pageSize = 99;
/** How many names of compared customers are kept, to find the place in a list again. */
const keptNames = 20;

/**
 * Continues the search of one account: by key, and then by its index or, without one, by the provider's own search and by
 * comparing its list. If the provider searches, its list is read only when a further page is requested: it finds customers
 * stored in another spelling.
 */
export async function searchAccount(searching: Searching, start: Progress): Promise<Found> {
  const stage = { ...searching, compare: comparing(searching.match, searching.account) };
  const hits: Hit[] = [];
  let at = start;
  const wasScanning = at.stage === 'SCAN';
  for (const [name, run] of stages) {
    if (at.stage !== name || hits.length === searching.wanted) continue;
    if (name === 'SCAN' && !wasScanning && fieldsBy(searching, 'SCAN').length === 0) break;
    const found = await run({ ...stage, wanted: searching.wanted - hits.length }, at);
    hits.push(...found.hits);
    at = found.end;
  }
  return { hits, end: at };
}

type RunStage = (stage: Stage, at: Progress) => Promise<Found>;

const stages: readonly (readonly [Progress['stage'], RunStage])[] = [
  ['KEY', byKey],
  ['INDEX', byIndex],
  ['FILTER', byFilter],
  ['SCAN', byScan],
];

async function byKey(stage: Stage, start: Progress): Promise<Found> {
  const found = await readByKeys(stage, stage.compare);
  const hits = found.slice(start.skip, start.skip + stage.wanted).map(({ customer, matched }, index, all) => {
    const names = all.slice(0, index + 1).map((hit) => shortName(hit.customer.key));
    const at = { ...start, skip: start.skip + names.length, given: [...start.given, ...names] };
    return { customer, matched, behind: at };
  });
  const at = hits.at(-1)?.behind ?? start;
  return { hits, end: at.skip < found.length ? at : { ...at, stage: 'INDEX' } };
}

/** An index that can be used makes the provider's own search and its list unnecessary. */
async function byIndex(stage: Stage, at: Progress): Promise<Found> {
  const { index } = stage.account;
  const isNeeded = fieldsBy(stage, 'FILTER', 'SCAN').length > 0;
  if (!index || !isNeeded) return { hits: [], end: { ...at, stage: 'FILTER' } };
  const unusable = await index.unusable();
  const found = unusable === null ? await readByIndex({ ...stage, index }, at.indexed ?? '') : null;
  if (!found) return { hits: [], end: { ...at, stage: 'FILTER', unusable: unusable ?? 'AWAY' } };
  const hits: Hit[] = [];
  let end: Progress = { ...at, indexed: at.indexed ?? '' };
  for (const { name, customer, matched } of found.read) {
    if (hits.length === stage.wanted) return { hits, end };
    const isHit = customer !== null && matched !== null && isFresh(customer, at);
    end = pastEntry(end, name, isHit ? customer : null);
    if (isHit) hits.push({ customer, matched, behind: end });
  }
  return { hits, end: found.isOver ? { ...end, stage: 'OVER' } : end };
}

async function byFilter(stage: Stage, at: Progress): Promise<Found> {
  const { account, scope } = stage;
  const { searchCustomers } = account.vault;
  const spellings = filterSpellings(stage.match, account);
  const next = fieldsBy(stage, 'SCAN', 'FILTER').length > 0 && canScan(account) ? 'SCAN' : 'OVER';
  if (!spellings || !searchCustomers) return { hits: [], end: { ...at, stage: next } };
  const { hits, end, hasMore } = await compareList(
    (page) => searchCustomers(spellings, page, scope.call),
    at,
    stage,
  );
  return { hits, end: hasMore ? end : { ...end, stage: next, position: null } };
}

async function byScan(stage: Stage, at: Progress): Promise<Found> {
  const { account, scope } = stage;
  const list = verb(account, 'LIST_CUSTOMERS', 'listCustomers');
  const start = { ...at, searched: at.searched ?? 0 };
  const { hits, end, hasMore } = await compareList((page) => list(page, noFilter, scope.call), start, stage);
  return { hits, end: hasMore ? end : { ...end, stage: 'OVER', position: null } };
}

/** Reads a list on and compares each customer, until enough are found or the limit of pages is reached. */
async function compareList(
  list: Ask<Customer>,
  start: Progress,
  { account, wanted, compare }: Stage,
): Promise<Found & { readonly hasMore: boolean }> {
  const hits: Hit[] = [];
  let at = start;
  for (let pages = 0; pages < scannedPages; pages += 1) {
    const run = await readRun(list, at.position, {
      wanted: pageSize,
      nameOf: ({ key }) => key,
      createdAtOf: ({ createdAt }) => createdAt,
      origin: originOf(account),
    });
    for (const [index, given] of run.items.entries()) {
      at = behind(at, given, run.total);
      const matched = isFresh(given.item, start) ? compare(given.item) : null;
      if (matched) {
        at = noting(at, given.item);
        hits.push({ customer: given.item, matched, behind: at });
      }
      const isLast = index === run.items.length - 1;
      if (hits.length === wanted && (!isLast || run.hasMore)) return { hits, end: at, hasMore: true };
    }
    at = { ...at, isDoubtful: at.isDoubtful || run.isDoubtful };
    if (!run.hasMore) return { hits, end: at, hasMore: false };
    at = { ...at, position: run.end && short(run.end) };
  }
  return { hits, end: at, hasMore: true };
}

/** A customer that the index found appears again if the list is read later. */
function pastEntry(at: Progress, indexed: string, hit: Customer | null): Progress {
  return { ...at, indexed, given: hit ? [...at.given, shortName(hit.key)] : at.given };
}

/** A customer that the provider's search found appears again in its list. */
function noting(at: Progress, { key }: Customer): Progress {
  return at.stage === 'FILTER' ? { ...at, given: [...at.given, shortName(key)] } : at;
}

function isFresh({ key, deleted }: Customer, { given }: Progress): boolean {
  return !deleted && !given.includes(shortName(key));
}

function behind(at: Progress, { end, unreadable }: Given<Customer>, total: number | null): Progress {
  return {
    ...at,
    position: short(end),
    searched: at.searched === null ? null : at.searched + 1,
    total: at.searched === null ? null : total,
    isDoubtful: at.isDoubtful || end.isDoubtful || unreadable > 0,
  };
}

function short(position: Position): Position {
  return { ...position, names: position.names.slice(-keptNames) };
}
