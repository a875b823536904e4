import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { createWrite, type Keyed, type Write } from './write.ts';

/** The writes of one kind, each kept under the id of what it is about. */
export interface Writes<Data, Input> {
  readonly document: TypedDocumentNode<Data, { input: Input }>;
  /** The write about a record; about nothing in particular without an id. */
  readonly of: (id?: string) => Write<Data, Input>;
}

/** A write whose outcome has not been seen or is unknown, and that no page shows. */
export interface Unseen {
  /** What was to be done, for people. */
  readonly title: string;
  /** Where it was sent from. */
  readonly path: string;
  readonly isInDoubt: boolean;
  /** Forgets it, once the person has checked the outcome. */
  readonly forget: () => void;
}

interface Kept extends Pick<Unseen, 'title' | 'path'> {
  readonly write: Pick<Write<unknown, unknown>, 'state' | 'isWatched' | 'startOver'>;
}

const all = new Set<Kept>();
const listeners = new Set<() => void>();
let unseen: readonly Unseen[] = [];

/**
 * Keeps the writes of one kind for as long as the page is loaded, whichever view is open: if a key is forgotten while its
 * outcome is in doubt, its write may be made twice.
 */
export function createWrites<Data extends object, Input extends Keyed>(
  title: string,
  document: TypedDocumentNode<Data, { input: Input }>,
): Writes<Data, Input> {
  const writes = new Map<string, Write<Data, Input>>();
  return {
    document,
    of: (id = '') => {
      const kept = writes.get(id);
      if (kept) return kept;
      // Later: a row that comes back is not there yet when its write fails.
      const write = createWrite<Data, Input>(() => void setTimeout(publish));
      writes.set(id, write);
      // It is the page it is sent from that asks for it first.
      all.add({ title, path: location.pathname + location.search, write });
      return write;
    },
  };
}

export function unseenWrites(): readonly Unseen[] {
  return unseen;
}

export function watchUnseen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function publish(): void {
  unseen = [...all]
    .filter(({ write }) => !write.isWatched() && !['idle', 'sending'].includes(write.state().step))
    .map(({ title, path, write }) => ({
      title,
      path,
      isInDoubt: write.state().isInDoubt,
      forget: write.startOver,
    }));
  const isUnsettled = [...all].some(
    ({ write }) => write.state().isInDoubt || write.state().step === 'sending',
  );
  if (isUnsettled) addEventListener('beforeunload', ask);
  else removeEventListener('beforeunload', ask);
  for (const listener of listeners) listener();
}

/** Has the browser ask before the page is left, its warnings and keys with it. */
function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
