import type { ErasureStore } from './erasures.ts';

/**
 * Keeps the outcomes of writes, so that none is repeated by accident. Every verb is one atomic step. A verb that cannot be
 * carried out rejects, and then nothing has changed.
 */
export interface OutcomeStore {
  /**
   * Claims a key for one owner. The claim is given if the key is unknown or has expired, or if an earlier owner's lease ran
   * out before anything was sent. Otherwise the state of the key is returned.
   */
  readonly claim: (claim: Claim) => Promise<Claimed>;
  /** Marks that the write leaves now. False if the claim is not this owner's any more: then it must not leave. */
  readonly markSent: (key: string, owner: string) => Promise<boolean>;
  /** Keeps an outcome; does nothing if the claim is not this owner's any more. */
  readonly finish: (key: string, owner: string, outcome: string) => Promise<void>;
  /**
   * Marks the outcome of what was sent as unknown: a repetition gets this answer at once instead of after the lease. Does
   * nothing if the claim is not this owner's any more.
   */
  readonly markUnknown: (key: string, owner: string) => Promise<void>;
  /** Gives a claim up as if it had never been; does nothing if it is not this owner's any more. */
  readonly release: (key: string, owner: string) => Promise<void>;
  /** Keeps erasures, too; nothing can be erased durably if absent. */
  readonly erasures?: ErasureStore;
  readonly close: () => Promise<void>;
}

export interface Claim {
  readonly key: string;
  /** A keyed digest of the input. */
  readonly print: string;
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long the owner can be alive at most. */
  readonly leaseMs: number;
  /** How long an outcome is kept. */
  readonly keepMs: number;
  /** Whether a write that was sent and left alone may be sent again; it counts as sent from the start then. */
  readonly mayRepeat: boolean;
}

export type Claimed =
  | { readonly state: 'given' }
  /** Another owner is at work. */
  | { readonly state: 'running'; readonly print: string }
  /** It was sent, and its owner has disappeared or has marked its outcome as unknown. */
  | { readonly state: 'unknown'; readonly print: string }
  | { readonly state: 'done'; readonly print: string; readonly outcome: string };

/** What a store keeps of one key. */
export interface Entry {
  readonly print: string;
  readonly owner: string;
  readonly state: 'claimed' | 'sent' | 'done';
  /** Milliseconds since 1970; 0 if the owner marked the outcome as unknown. */
  readonly leaseEnds: number;
  readonly keptUntil: number;
  readonly outcome: string | null;
}

/** The answer to a claim, from the entry of its key. Every store follows this rule. */
export function judge(entry: Entry | undefined, claim: Claim): Claimed {
  const { now, print, mayRepeat } = claim;
  if (!entry || entry.keptUntil <= now) return { state: 'given' };
  if (entry.state === 'done') return { state: 'done', print: entry.print, outcome: entry.outcome ?? '' };
  if (entry.leaseEnds > now) return { state: 'running', print: entry.print };
  const isOpen = entry.state === 'claimed' || (mayRepeat && entry.print === print);
  return isOpen ? { state: 'given' } : { state: 'unknown', print: entry.print };
}

/** The entry a given claim makes. */
export function toEntry({ print, owner, now, leaseMs, keepMs, mayRepeat }: Claim): Entry {
  const state = mayRepeat ? 'sent' : 'claimed';
  return { print, owner, state, leaseEnds: now + leaseMs, keptUntil: now + keepMs, outcome: null };
}
