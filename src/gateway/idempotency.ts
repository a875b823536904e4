import { createHash, createHmac, hkdfSync, randomUUID } from 'node:crypto';
import {
  IdempotencyConflictError,
  InvalidInputError,
  OutcomeUnknownError,
  ProviderError,
  StoreUnavailableError,
  type Origin,
  VaultError,
} from '../domain/errors.ts';
import type { Call } from '../port.ts';
import type { Claimed, OutcomeStore } from '../store/store.ts';
import { readOutcome, toFinalOutcome, writeOutcome, type Outcome } from './outcome.ts';
import { createSeal, type Seal } from './seal.ts';

/** A write as the layer above describes it. `Value` is what is kept of a success: plain data, enough to read it again. */
export interface KeyedWrite<Value> {
  /** The mutation, and which of several in one document. */
  readonly field: string;
  readonly key: string | null;
  /** All that makes two requests the same. */
  readonly input: unknown;
  readonly origin: Origin;
  /** Whether sending it again could create a second record. */
  readonly mayDuplicate: boolean;
  readonly run: (call: Call) => Promise<Value>;
}

export interface Kept<Value> {
  readonly value: Value;
  /** Whether this is an earlier outcome returned again. */
  readonly replayed: boolean;
}

/** Runs writes of one tenant at most once for each idempotency key. */
export type Idempotency = <Value>(write: KeyedWrite<Value>, call: Call) => Promise<Kept<Value>>;

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
export function createIdempotency(options: IdempotencyOptions): Idempotency {
  const { store, secrets, tenant, requestTimeoutMs, now } = options;
  const seal = createSeal(secrets, tenant, 'outcome');
  const prints = createPrints(secrets, tenant);

  return async (write, call) => {
    if (write.key === null) return { value: await runOnce(write, call), replayed: false };
    const key = digestKey(tenant, write.field, checkKey(write.key));
    const owner = randomUUID();
    const [print = '', ...older] = prints(write.input);
    const claim = {
      key,
      print,
      owner,
      now: now().getTime(),
      leaseMs: requestTimeoutMs + leewayMs,
      keepMs: dayMs,
    };
    const met = await orUnavailable(store.claim({ ...claim, mayRepeat: false }));
    const isRepetition = met.state === 'unknown' && met.print === print && !write.mayDuplicate;
    const claimed = isRepetition ? await orUnavailable(store.claim({ ...claim, mayRepeat: true })) : met;
    if (claimed.state !== 'given') return replay(claimed, [print, ...older], write, seal);
    if (isRepetition) await orUnavailable(store.markSent(key, owner));
    return {
      value: await runClaimed(write, call, { store, key, owner, seal, isRepetition }),
      replayed: false,
    };
  };
}

interface Claimant {
  readonly store: OutcomeStore;
  readonly key: string;
  readonly owner: string;
  readonly seal: Seal;
  /** Whether the write was sent before, and nobody knows what became of it. */
  readonly isRepetition: boolean;
}

async function runClaimed<Value>(write: KeyedWrite<Value>, call: Call, claimant: Claimant): Promise<Value> {
  const { store, key, owner, seal, isRepetition } = claimant;
  let sent = false;
  const beforeWrite = async (): Promise<void> => {
    if (sent) return;
    if (!(await orUnavailable(store.markSent(key, owner)))) {
      throw new IdempotencyConflictError('still running', write.origin);
    }
    sent = true;
  };
  let outcome: Outcome<Value>;
  try {
    outcome = { value: await runOnce(write, { ...call, beforeWrite }) };
  } catch (error) {
    const final = sent || isRepetition ? toFinalOutcome(error) : null;
    // What was sent stays marked as sent where nobody can tell what became of it, and so it does after a defect.
    const changedNothing = !sent || (error instanceof VaultError && !(error instanceof OutcomeUnknownError));
    if (final) await keep(store.finish(key, owner, writeOutcome(final, seal)));
    else if (!isRepetition && changedNothing) await keep(store.release(key, owner));
    throw isRepetition && !final ? stillUnknown(error, write) : error;
  }
  await keep(store.finish(key, owner, writeOutcome(outcome, seal)));
  return outcome.value;
}

/** That a repetition changed nothing says nothing about what was sent before it. */
function stillUnknown(error: unknown, { mayDuplicate, key }: KeyedWrite<unknown>): unknown {
  if (!(error instanceof ProviderError)) return error;
  return outcomeUnknown(error.origin ?? undefined, mayDuplicate, key, error);
}

/** A store that fails after the write keeps it marked as sent, so that a repetition tells of an unknown outcome. */
async function keep(step: Promise<void>): Promise<void> {
  await step.catch(() => undefined);
}

async function runOnce<Value>({ run, mayDuplicate, key }: KeyedWrite<Value>, call: Call): Promise<Value> {
  try {
    return await run(call);
  } catch (error) {
    if (!(error instanceof OutcomeUnknownError)) throw error;
    throw outcomeUnknown(error.origin ?? undefined, mayDuplicate, key, error);
  }
}

function outcomeUnknown(
  origin: Origin | undefined,
  mayDuplicate: boolean,
  key: string | null,
  cause?: unknown,
) {
  const message = 'The request was sent and no answer came: it may or may not have taken effect.';
  return new OutcomeUnknownError(message, origin, {
    mayDuplicate,
    retryable: key !== null || !mayDuplicate,
    cause,
  });
}

function replay<Value>(
  claimed: Exclude<Claimed, { state: 'given' }>,
  prints: readonly string[],
  { origin, mayDuplicate, key }: KeyedWrite<Value>,
  seal: Seal,
): Kept<Value> {
  if (!prints.includes(claimed.print)) throw new IdempotencyConflictError('other input', origin);
  if (claimed.state === 'running') throw new IdempotencyConflictError('still running', origin);
  if (claimed.state === 'unknown') throw outcomeUnknown(origin, mayDuplicate, key);
  const outcome = readOutcome<Value>(claimed.outcome, seal, origin);
  if ('error' in outcome) throw outcome.error;
  return { value: outcome.value, replayed: true };
}

function checkKey(key: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = 'idempotencyKey must be 1 to 255 visible ASCII characters.';
  throw new InvalidInputError([{ path: ['idempotencyKey'], code: 'MALFORMED', message }]);
}

function digestKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** Keyed, so that a stored print gives nothing away; one for each secret, the writing one first. */
function createPrints(secrets: readonly Uint8Array[], tenant: string): (input: unknown) => readonly string[] {
  const keys = secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, tenant, 'vaultgraph print', 32)),
  );
  return (input) => keys.map((key) => createHmac('sha256', key).update(canonical(input)).digest('base64url'));
}

/** The same text for the same input, in whatever order its keys came. */
function canonical(input: unknown): string {
  return JSON.stringify(input, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

async function orUnavailable<Result>(step: Promise<Result>): Promise<Result> {
  try {
    return await step;
  } catch (cause) {
    throw new StoreUnavailableError(cause);
  }
}
