import { useCallback, useEffect, useMemo } from 'react';
import { goOnWith, keep, usePlace } from '../route.ts';
import { onAnotherPerson } from '../session/person.ts';
import { firstView, type Search, type Stop, type View } from './view.ts';

/** What the browser's history keeps of a view. What was searched for may be personal: the tab alone keeps it. */
interface Kept {
  readonly view: string;
  readonly stops: View['stops'];
}

const storageKey = 'vaultgraph-searches';
const searches = readSearches();
let latest = firstView;

onAnotherPerson(() => {
  searches.clear();
  latest = firstView;
});

/**
 * What is searched for and how far it was paged, and a way to go on from there. The browser's ways back and on lead
 * from page to page; who comes by another way finds the view as it was left.
 */
export function useView(): readonly [View, (view: View) => void] {
  const { kept } = usePlace();
  const found = useMemo(() => viewOf(kept), [kept]);
  const view = found ?? latest;

  useEffect(() => {
    remember(view);
    if (!found) keep(toKept(view));
  }, [view, found]);

  const setView = useCallback((next: View) => {
    remember(next);
    goOnWith(toKept(next));
  }, []);
  return [view, setView];
}

function remember(view: View): void {
  latest = view;
  if (searches.get(view.id) === view.search) return;
  searches.set(view.id, view.search);
  sessionStorage.setItem(storageKey, JSON.stringify([...searches].slice(-20)));
}

/** The searches of this tab from before it was loaded again. */
function readSearches(): Map<string, Search> {
  try {
    return new Map(JSON.parse(sessionStorage.getItem(storageKey) ?? '[]'));
  } catch {
    return new Map();
  }
}

function toKept({ id, stops }: View): Kept {
  return { view: id, stops };
}

/** The view that an entry of the history was kept for; null if there is none, or its search is no longer known. */
function viewOf(kept: unknown): View | null {
  if (!isKept(kept)) return null;
  const search = kept.view === firstView.id ? firstView.search : searches.get(kept.view);
  return search ? { id: kept.view, search, stops: kept.stops } : null;
}

function isKept(kept: unknown): kept is Kept {
  if (typeof kept !== 'object' || kept === null || !('view' in kept && 'stops' in kept)) return false;
  const { view, stops } = kept;
  return typeof view === 'string' && Array.isArray(stops) && stops.length > 0 && stops.every(isStop);
}

function isStop(stop: unknown): stop is Stop {
  if (typeof stop !== 'object' || stop === null || !('after' in stop && 'askedAgain' in stop)) return false;
  return [stop.after, stop.askedAgain].every((part) => part === null || typeof part === 'string');
}
