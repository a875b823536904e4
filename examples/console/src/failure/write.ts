import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { explain } from '../parts/read-problem.tsx';

/** How far a write has come. */
export type WriteState<Data> =
  | { readonly step: 'idle' | 'sending' }
  | { readonly step: 'answered'; readonly data: Data }
  /** It was sent, and nobody knows what became of it. */
  | { readonly step: 'lost' }
  /** It was refused as a whole before anything was done. */
  | {
      readonly step: 'refused';
      readonly message: string;
      readonly code: string;
      readonly requestId: string | null;
    };

export interface Write<Data, Input> {
  readonly state: WriteState<Data>;
  /** Sends it: under a new idempotency key, except where the very same is still in doubt. */
  readonly send: (input: Omit<Input, 'idempotencyKey'>) => Promise<Data | null>;
  /** Sends the very same again under the very same key, which cannot make it happen twice. */
  readonly repeat: () => Promise<Data | null>;
  readonly reset: () => void;
}

/** Codes that say that nothing was done. */
const refusals = new Set(['ACCESS_DENIED', 'BUDGET_EXHAUSTED', 'INVALID_INPUT']);

/** A mutation whose every attempt is safe to repeat. */
export function useWrite<Data, Input extends object>(
  document: TypedDocumentNode<Data, { input: Input }>,
): Write<Data, Input> {
  const client = useClient();
  const last = useRef<Input | null>(null);
  const [state, setState] = useState<WriteState<Data>>({ step: 'idle' });

  const repeat = async (): Promise<Data | null> => {
    if (!last.current) return null;
    setState({ step: 'sending' });
    const { data, error } = await client.mutation(document, { input: last.current }).toPromise();
    if (data && !error) {
      setState({ step: 'answered', data });
      return data;
    }
    const told = error && explain(error);
    setState(told && refusals.has(told.code) ? { step: 'refused', ...told } : { step: 'lost' });
    return null;
  };

  return {
    state,
    repeat,
    send: (input) => {
      if (!isOpen(state) || !isSame(input, last.current)) {
        last.current = { ...input, idempotencyKey: crypto.randomUUID() } as unknown as Input;
      }
      return repeat();
    },
    reset: () => setState({ step: 'idle' }),
  };
}

/** Whether the last attempt may still have taken effect. */
function isOpen<Data>(state: WriteState<Data>): boolean {
  if (state.step !== 'answered') return state.step === 'lost';
  const results: readonly unknown[] = Object.values(state.data ?? {});
  return results.some(
    (result) =>
      typeof result === 'object' &&
      result !== null &&
      '__typename' in result &&
      (result.__typename === 'OutcomeUnknownError' || result.__typename === 'IdempotencyConflictError'),
  );
}

function isSame(input: object, last: object | null): boolean {
  return (
    JSON.stringify({ ...input, idempotencyKey: null }) === JSON.stringify({ ...last, idempotencyKey: null })
  );
}
