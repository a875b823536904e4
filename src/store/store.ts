/**
 * Keeps what became of writes, so that none is repeated by accident. Every verb is one atomic step. A verb that
 * cannot be carried out rejects, and then nothing was changed.
 */
export interface OutcomeStore {
  /**
   * Claims a key for one owner. It is given if the key is unknown, where its time is over, or where an earlier
   * owner's lease ran out before anything was sent; else what is known of the key is told.
   */
  readonly claim: (claim: Claim) => Promise<Claimed>;
  /** Marks that the write leaves now. False if the claim is not this owner's any more: then it must not leave. */
  readonly markSent: (key: string, owner: string) => Promise<boolean>;
  /** Keeps an outcome; does nothing if the claim is not this owner's any more. */
  readonly finish: (key: string, owner: string, outcome: string) => Promise<void>;
  /**
   * Says that nobody knows what became of what was sent: a repetition is told so at once instead of when the lease is over.
   * Does nothing if the claim is not this owner's any more.
   */
  readonly markUnknown: (key: string, owner: string) => Promise<void>;
  /** Gives a claim up as if it had never been; does nothing if it is not this owner's any more. */
  readonly release: (key: string, owner: string) => Promise<void>;
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
  /** It was sent, and its owner is gone or has said that nobody knows what became of it. */
  | { readonly state: 'unknown'; readonly print: string }
  | { readonly state: 'done'; readonly print: string; readonly outcome: string };

/** What a store keeps of one key. */
export interface Entry {
  readonly print: string;
  readonly owner: string;
  readonly state: 'claimed' | 'sent' | 'done';
  /** Milliseconds since 1970; 0 where the owner left a write of unknown outcome. */
  readonly leaseEnds: number;
  readonly keptUntil: number;
  readonly outcome: string | null;
}

/** What a claim meets, told from what is kept; the rule every store follows. */
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
