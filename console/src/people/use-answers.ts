import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { useClient, type OperationResult } from 'urql';

/** What came of asking for each of several records by itself: one that fails holds up no other. */
export interface Answers<Data> {
  /** By id; a record that is being asked for is not in it. */
  readonly of: ReadonlyMap<string, OperationResult<Data>>;
  readonly ask: (id: string) => void;
}

/** Asks for each of several records; for none until it is wanted. */
export function useAnswers<Data>(
  query: TypedDocumentNode<Data, { id: string }>,
  ids: readonly string[],
  isWanted = true,
): Answers<Data> {
  const client = useClient();
  const [answers, setAnswers] = useState<Answers<Data>['of']>(new Map());
  const ask = useCallback(
    (id: string) => {
      setAnswers((before) => new Map([...before].filter(([other]) => other !== id)));
      void client
        .query(query, { id }, { requestPolicy: 'network-only' })
        .toPromise()
        .then((answer) => setAnswers((before) => new Map(before).set(id, answer)));
    },
    [client, query],
  );
  const askForAll = useEffectEvent(() => ids.forEach(ask));
  useEffect(() => {
    if (isWanted) askForAll();
  }, [isWanted]);
  return { of: answers, ask };
}
