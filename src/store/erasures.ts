/**
 * Keeps erasures: what is to be done, and what was done. Every verb is one atomic step. A verb that cannot be carried out
 * rejects, and then nothing has changed. The caller has sealed the texts.
 */
export interface ErasureStore {
  /** Whether what is kept outlives the process. */
  readonly isDurable: boolean;
  /** Keeps an erasure, each of its tasks due at once. False if there is one of this name already, which stays as it is. */
  readonly begin: (erasure: NewErasure) => Promise<boolean>;
  /** Null if there is none, or if it was kept long enough. */
  readonly read: (named: ErasureName & { readonly now: number }) => Promise<KeptErasure | null>;
  /** Gives the task of a tenant that has been due longest to one owner. Until the lease ends, no other is given it. */
  readonly take: (taking: Taking) => Promise<Taken>;
  /** Keeps what became of a task, and when it is due again. False if it is not this owner's any more: nothing changes then. */
  readonly keep: (task: TaskName, owner: string, change: TaskChange) => Promise<boolean>;
}

export interface ErasureName {
  readonly tenant: string;
  /** Made of characters of base64url. */
  readonly name: string;
}

export interface NewErasure extends ErasureName {
  /** What is known of it as a whole. */
  readonly head: string;
  readonly tasks: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly keepMs: number;
}

export interface KeptErasure {
  readonly head: string;
  readonly tasks: readonly TaskChange[];
}

/** One task of an erasure, by its place. */
export interface TaskName extends ErasureName {
  readonly place: number;
}

export interface TaskChange {
  readonly text: string;
  /** When it is due, or when the lease of its owner ends; null: it is done. */
  readonly due: number | null;
}

export interface Taking {
  readonly tenant: string;
  readonly owner: string;
  readonly now: number;
  readonly leaseMs: number;
}

/** A task and its text, or when the next is due; null if none is to be done. */
export type Taken =
  | { readonly task: TaskName; readonly text: string }
  | { readonly task: null; readonly nextDue: number | null };
