import { randomUUID } from 'node:crypto';
import { IdempotencyConflictError, OutcomeUnknownError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import type { Claim, Claimed, OutcomeStore } from '../../store/store.ts';
import {
  orUnavailable,
  outcomeUnknown,
  runClaimed,
  runOnce,
  type KeyedWrite,
  type ReportNotKept,
} from './claimed-write.ts';
import { checkKey, digestKey } from './key.ts';
import { createPrints, type Likeness } from './input-print.ts';
import { readOutcome } from './outcome.ts';
import { createSeal, type Seal } from '../sealing/seal.ts';

export interface Kept<Value> {
  readonly value: Value;
  /** Whether this is an earlier outcome returned again. */
  readonly replayed: boolean;
}

/** Runs writes of one tenant at most once for each idempotency key. */
export type Idempotency = <Value>(write: KeyedWrite<Value>, call: Call) => Promise<Kept<Value>>;

/**
 * The same for one request. `reportNotKept` is called if an outcome could not be stored. Keys of one holder are separate from
 * those of another holder and from those of callers without one.
 */
export type OpenIdempotency = (reportNotKept: ReportNotKept, holder?: string) => Idempotency;

export interface IdempotencyOptions {
  readonly store: OutcomeStore;
  readonly secrets: readonly [Uint8Array, ...Uint8Array[]];
  readonly tenant: string;
  /** How long a request may take: after that its owner sends nothing any more. */
  readonly requestTimeoutMs: number;
  readonly now: () => Date;
}

const dayMs = 24 * 60 * 60 * 1000;
/** How much longer than its request an owner is believed to live. */
const leewayMs = 1_000;

/**
 * The same key with the same input gives the first outcome for 24 hours. What provably never left is forgotten, so
 * that it may be tried again; what was sent and never answered is never sent again where that could make a second
 * record; elsewhere it may be repeated, and its outcome stays unknown until the provider has spoken. Without a key the
 * write simply runs.
 */
export function createIdempotency(options: IdempotencyOptions): OpenIdempotency {
  const { store, secrets, tenant, requestTimeoutMs, now } = options;
  const seal = createSeal(secrets, tenant, 'outcome');
  const prints = createPrints(secrets, tenant);
  const leaseMs = requestTimeoutMs + leewayMs;

  return (reportNotKept, holder) => async (write, call) => {
    const once = { isRepetition: false, reference: null };
    if (write.key === null) return { value: await runOnce(write, call, once), replayed: false };
    const key = digestKey(
      tenant,
      write.field,
      checkKey(write.key),
      ...(holder === undefined ? [] : [holder]),
    );
    const owner = randomUUID();
    const print = prints.make(write.input);
    const claim = { key, print, owner, now: now().getTime(), leaseMs, keepMs: dayMs, mayRepeat: false };
    const met = await orUnavailable(store.claim(claim));
    const likeness = met.state === 'given' ? 'SAME' : prints.compare(met.print, write.input);
    const { claimed, isRepetition } = await repeating(
      store,
      claim,
      met,
      likeness === 'SAME' && !write.mayDuplicate,
    );
    if (claimed.state !== 'given') return replay(claimed, likeness, write, seal);
    const claimedKey = { store, key, owner, seal, reportNotKept, isRepetition };
    return { value: await runClaimed(write, call, claimedKey), replayed: false };
  };
}

/** Claims again a write that was sent and abandoned, if it may be sent again. */
async function repeating(store: OutcomeStore, claim: Claim, met: Claimed, mayRepeat: boolean) {
  if (met.state !== 'unknown' || !mayRepeat) return { claimed: met, isRepetition: false };
  // Under the print that it met, which an older secret may have made: a caller who changed it since comes first.
  const claimed = await orUnavailable(store.claim({ ...claim, print: met.print, mayRepeat }));
  return { claimed, isRepetition: claimed.state === 'given' };
}

function replay<Value>(
  claimed: Exclude<Claimed, { state: 'given' }>,
  likeness: Likeness,
  { origin, mayDuplicate, key }: KeyedWrite<Value>,
  seal: Seal,
): Kept<Value> {
  if (likeness === 'OTHER') throw new IdempotencyConflictError('other input', origin);
  if (claimed.state === 'running') throw new IdempotencyConflictError('still running', origin);
  if (likeness === 'UNREADABLE') throw new OutcomeUnknownError(unreadable, origin, { mayDuplicate });
  if (claimed.state === 'unknown') throw outcomeUnknown(origin, mayDuplicate, key);
  const outcome = readOutcome<Value>(claimed.outcome, seal, origin);
  if ('error' in outcome) throw outcome.error;
  return { value: outcome.value, replayed: true };
}

const unreadable =
  'This idempotency key was used before `idKey` was replaced, and what became of that cannot be read any more. Nothing was sent now: look at the provider, then use another key.';
