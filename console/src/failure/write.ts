import type { CombinedError } from 'urql';
import { explain } from '../parts/read-problem.tsx';

/** How far a write has come. */
export type WriteState<Data> = Step<Data> & {
  /** Whether something was sent whose effect is unknown. */
  readonly isInDoubt: boolean;
};

type Step<Data> =
  | { readonly step: 'idle' | 'sending' }
  /** `followsDoubt`: whether an attempt before this one may have taken effect. */
  | { readonly step: 'answered'; readonly data: Data; readonly followsDoubt: boolean }
  /** It was sent, and no answer came. */
  | { readonly step: 'lost' }
  /** This attempt was refused as a whole before anything was done. */
  | {
      readonly step: 'refused';
      readonly message: string;
      readonly code: string;
      readonly requestId: string | null;
    };

/** What the input of every write has: the key under which it happens at most once. */
export interface Keyed {
  readonly idempotencyKey?: string | null | undefined;
}

/** Sends one attempt. */
export type Ask<Data, Input> = (input: Input) => Promise<{
  readonly data?: Data | undefined;
  readonly error?: CombinedError | undefined;
}>;

export interface Write<Data, Input> {
  readonly state: () => WriteState<Data>;
  /** What was sent last, its key included; null if nothing was, or it is over. */
  readonly sent: () => Input | null;
  /** Whether something else was sent last. False if nothing was. */
  readonly differs: (input: Input) => boolean;
  /**
   * Sends it under a new key. While an outcome is in doubt only the very same is sent, and under the very same key;
   * while an attempt is on its way nothing is. Resolves to null if no answer came or nothing was sent.
   */
  readonly send: (input: Input, ask: Ask<Data, Input>) => Promise<Data | null>;
  /** Sends the very same again under the very same key, which cannot make it happen twice. */
  readonly repeat: (ask: Ask<Data, Input>) => Promise<Data | null>;
  /** Forgets what was sent, even if its outcome is in doubt: for a person who has checked the outcome. */
  readonly startOver: () => void;
  /** Forgets an outcome that is settled. One that is in doubt stays. */
  readonly dismiss: () => void;
  readonly watch: (listener: () => void) => () => void;
  readonly isWatched: () => boolean;
}

/** Codes that say that nothing was done. */
const refusals = new Set(['ACCESS_DENIED', 'BUDGET_EXHAUSTED', 'INVALID_INPUT']);

/** Results after which it is unknown whether the write has taken effect. */
const unknowns = new Set(['OutcomeUnknownError', 'IdempotencyConflictError']);

/** Results that are about every attempt under the key. The others are about the last attempt only. */
const finals = new Set([
  'AlreadyExistsError',
  'InvalidInputError',
  'NotFoundError',
  'ProviderRejectedError',
  'StaleWriteError',
  'UnsupportedOperationError',
]);

/** A write that is safe to repeat. Its outcome is kept while no component shows it. */
export function createWrite<Data extends object, Input extends Keyed>(
  changed: () => void = () => undefined,
): Write<Data, Input> {
  const listeners = new Set<() => void>();
  let state: WriteState<Data> = idle;
  let last: Input | null = null;

  const become = (next: WriteState<Data>) => {
    state = next;
    for (const listener of listeners) listener();
    changed();
  };
  const startOver = () => {
    last = null;
    become(idle);
  };
  const dismiss = () => {
    if (!state.isInDoubt && state.step !== 'sending') startOver();
  };
  const repeat = async (ask: Ask<Data, Input>): Promise<Data | null> => {
    if (!last || state.step === 'sending') return null;
    const wasInDoubt = state.isInDoubt;
    become({ step: 'sending', isInDoubt: wasInDoubt });
    const next = stateAfter(await ask(last).catch(() => ({})), wasInDoubt);
    become(next);
    // A success need not be shown later.
    if (listeners.size === 0 && isSuccess(next)) startOver();
    return next.step === 'answered' ? next.data : null;
  };

  return {
    state: () => state,
    sent: () => last,
    differs: (input) => last !== null && !isSame(input, last),
    send: async (input, ask) => {
      if (state.step === 'sending') return null;
      if (state.isInDoubt && !isSame(input, last)) return null;
      if (!state.isInDoubt) last = { ...input, idempotencyKey: crypto.randomUUID() };
      return repeat(ask);
    },
    repeat,
    startOver,
    dismiss,
    watch: (listener) => {
      listeners.add(listener);
      queueMicrotask(changed);
      return () => {
        listeners.delete(listener);
        // A settled outcome that was seen is not shown again; a component that only remounts still watches.
        queueMicrotask(() => {
          if (listeners.size === 0) dismiss();
          changed();
        });
      };
    },
    isWatched: () => listeners.size > 0,
  };
}

const idle = { step: 'idle', isInDoubt: false } as const;

interface Answer<Data> {
  readonly data?: Data | undefined;
  readonly error?: CombinedError | undefined;
}

function stateAfter<Data extends object>(
  { data, error }: Answer<Data>,
  wasInDoubt: boolean,
): WriteState<Data> {
  const type = data && !error ? typeOfResult(data) : null;
  if (data && type) {
    const isSettled = type.endsWith('Success') || finals.has(type);
    const isInDoubt = unknowns.has(type) || (wasInDoubt && !isSettled);
    return { step: 'answered', data, followsDoubt: wasInDoubt, isInDoubt };
  }
  const problem = error && explain(error);
  if (problem && refusals.has(problem.code)) return { step: 'refused', ...problem, isInDoubt: wasInDoubt };
  return { step: 'lost', isInDoubt: true };
}

function isSuccess<Data extends object>(state: WriteState<Data>): boolean {
  return state.step === 'answered' && (typeOfResult(state.data)?.endsWith('Success') ?? false);
}

/** The type of the one result that an answer holds. */
function typeOfResult(data: object): string | null {
  const results: readonly unknown[] = Object.values(data);
  for (const result of results) {
    if (typeof result === 'object' && result !== null && '__typename' in result) {
      return String(result.__typename);
    }
  }
  return null;
}

function isSame(input: Keyed, last: Keyed | null): boolean {
  return (
    JSON.stringify({ ...input, idempotencyKey: null }) === JSON.stringify({ ...last, idempotencyKey: null })
  );
}
