/**
 * Carries hints between processes that a record may have changed. A hint may be lost, and it may be wrong. A name stands for
 * a record of a tenant's account and cannot be read.
 */
export interface LiveHints {
  readonly publish: (name: string) => void;
  /** Calls `onHint` for each hint of another process; returns a function that unsubscribes. */
  readonly subscribe: (onHint: (name: string) => void) => () => void;
}

export const noHints: LiveHints = { publish: () => undefined, subscribe: () => () => undefined };
