/**
 * Tells the other processes that something may have changed about a record, and hears from them. What is told may be lost,
 * and it may be wrong. A name stands for a record of a tenant's account and cannot be read.
 */
export interface LiveHints {
  readonly tell: (name: string) => void;
  /** Calls back whenever another process tells of a record. Gives a way to stop that. */
  readonly hear: (told: (name: string) => void) => () => void;
}

export const noHints: LiveHints = { tell: () => undefined, hear: () => () => undefined };
