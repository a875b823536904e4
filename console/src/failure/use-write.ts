import { useSyncExternalStore } from 'react';
import { useClient } from 'urql';
import type { Writes } from './kept-writes.ts';
import type { Keyed, Write, WriteState } from './write.ts';

/** A write as a component uses it; `Write` documents each member. */
export interface UsedWrite<Data, Input> extends Pick<
  Write<Data, Input>,
  'differs' | 'sent' | 'startOver' | 'dismiss'
> {
  readonly state: WriteState<Data>;
  readonly send: (input: Input) => Promise<Data | null>;
  readonly repeat: () => Promise<Data | null>;
}

/** The write of a kind about a record: it and its outcome outlive the component. */
export function useWrite<Data extends object, Input extends Keyed>(
  writes: Writes<Data, Input>,
  id?: string,
): UsedWrite<Data, Input> {
  const client = useClient();
  const { watch, state, send, repeat, ...rest } = writes.of(id);
  const ask = (input: Input) => client.mutation(writes.document, { input }).toPromise();
  return {
    ...rest,
    state: useSyncExternalStore(watch, state),
    send: (input) => send(input, ask),
    repeat: () => repeat(ask),
  };
}
