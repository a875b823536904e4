import type { Position } from '../list/position.ts';
import type { Seal } from '../sealing/seal.ts';

/** How far the building of an index has come. */
export interface IndexProgress {
  /** The reading of the whole list that is under way; null if there is none. */
  readonly pass: PassProgress | null;
  /** How many have begun. */
  readonly passes: number;
  /** When the last one began, whatever became of it; null if none has. */
  readonly lastBeganAt: number | null;
  /** Since when it has held every customer, in milliseconds since 1970; null if it does not yet. */
  readonly completeSince: number | null;
  /** When the newest customers were last looked at; null if they never were. */
  readonly newestAt: number | null;
  /** When changes were last asked for by themselves; null if they never were. Absent from what an older version kept. */
  readonly changedAt?: number | null;
  /** The number of the reading during which the provider refused to be asked for changes; null if it does not. */
  readonly changesRefusedIn?: number | null;
  /** When the last reading of the whole list began that came to its end; what was so then is known. */
  readonly wholeAt: number | null;
}

/** How far a reading of the whole list has come. */
export interface PassProgress {
  readonly number: number;
  readonly beganAt: number;
  /** Where the list goes on; null at its beginning. */
  readonly position: Position | null;
  /** How many customers it has met. */
  readonly met: number;
  /** How many there are, if the provider says. */
  readonly total: number | null;
  /** Whether it may have left a customer out. */
  readonly isDoubtful: boolean;
  /** Whether the list is read to its end and indexed customers that it did not have are being checked. */
  readonly isSweeping: boolean;
}

const nothing: IndexProgress = {
  pass: null,
  passes: 0,
  lastBeganAt: null,
  completeSince: null,
  newestAt: null,
  wholeAt: null,
};

/** What was kept last. The place in the list is sealed, as it may hold keys. */
export function openProgress(text: string | null, { open }: Seal): IndexProgress {
  const opened = text === null ? null : open(text);
  return opened === null ? nothing : JSON.parse(opened);
}

export function sealProgress(progress: IndexProgress, { seal }: Seal): string {
  return seal(JSON.stringify(progress));
}
