import type { KeyedWrite, OutcomeNotKeptError } from '../../src/gateway/idempotency/claimed-write.ts';
import { createIdempotency, type Idempotency } from '../../src/gateway/idempotency/idempotency.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import type { OutcomeStore } from '../../src/store/store.ts';
import { origin } from './outgoing.ts';
import { createCall } from '../../src/testing/support/vault.ts';

type Secrets = readonly [Buffer, ...Buffer[]];

export const secret = Buffer.from('a secret that has thirty-two bytes');
export const requestTimeoutMs = 10_000;

/** A store, and what runs writes over it at a time that stands still until it is moved. */
export function createDesk(store: OutcomeStore = createMemoryStore()) {
  let now = Date.UTC(2026, 10, 20, 12);
  const notKept: OutcomeNotKeptError[] = [];
  const open = (tenant = 'acme', secrets: Secrets = [secret]): Idempotency =>
    createIdempotency({ store, secrets, tenant, requestTimeoutMs, now: () => new Date(now) })((error) =>
      notKept.push(error),
    );
  return { store, notKept, open, idempotency: open(), wait: (ms: number) => void (now += ms) };
}

/** What a write does once it may leave: gives a value or throws. */
type Answer = () => unknown;

/**
 * A write that asks whether it may leave, as every client does, and counts how often it left. Its answers come one
 * after another, the last again and again.
 */
export function createWrite(...answers: readonly Answer[]) {
  let sent = 0;
  const keyed = (changes: Partial<KeyedWrite<unknown>> = {}): KeyedWrite<unknown> => ({
    field: 'createCustomer',
    key: 'key',
    input: { email: 'ana@example.com', names: ['Ana'] },
    origin,
    mayDuplicate: true,
    run: async (call) => {
      await call.beforeWrite?.();
      const answer = answers[Math.min(sent, answers.length - 1)];
      sent += 1;
      return answer?.();
    },
    ...changes,
  });
  return {
    keyed,
    /** How often it left. */
    sent: () => sent,
    /** Runs it once. */
    through: (idempotency: Idempotency, changes: Partial<KeyedWrite<unknown>> = {}) =>
      idempotency(keyed(changes), createCall()),
  };
}

/** An answer that is an error. */
export function failing(error: Error): Answer {
  return () => {
    throw error;
  };
}

/** A store whose named steps fail. */
export function failingAt(...steps: readonly (keyof OutcomeStore)[]): OutcomeStore {
  const broken = () => Promise.reject(new Error('The disk is full.'));
  return { ...createMemoryStore(), ...Object.fromEntries(steps.map((step) => [step, broken])) };
}
