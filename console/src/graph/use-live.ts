import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { useClient, type CombinedError } from 'urql';

/** After how long a stream that was refused or cut is asked for again. */
const comeBackMs = 10_000;

/**
 * Watches what has an id, as long as this tab shows: a browser has few connections for all its tabs. The cache takes what
 * comes, and `changed` is called for all but the very first of it. Whether it watches: if not, what is shown has to be asked for.
 */
export function useLive(
  query: TypedDocumentNode<unknown, { id: string }>,
  id: string | null,
  changed: () => void = () => undefined,
): boolean {
  const client = useClient();
  const isShown = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const [isWatching, setIsWatching] = useState(false);
  const hasBegun = useRef(false);
  const onChange = useEffectEvent(changed);

  useEffect(() => {
    if (id === null || !isShown) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = (): void => undefined;
    const watch = (): void => {
      const subscription = client.subscription(query, { id }).subscribe(({ error, hasNext }) => {
        const isCut = isOver(error);
        setIsWatching(hasNext && !isCut);
        if (isCut) {
          stop();
          timer = setTimeout(watch, comeBackMs);
        } else if (hasNext) {
          if (hasBegun.current) onChange();
          hasBegun.current = true;
        }
      });
      stop = () => subscription.unsubscribe();
    };
    watch();
    return () => {
      clearTimeout(timer);
      stop();
      setIsWatching(false);
    };
  }, [client, query, id, isShown]);

  return isWatching;
}

function onVisibility(callBack: () => void): () => void {
  document.addEventListener('visibilitychange', callBack);
  return () => document.removeEventListener('visibilitychange', callBack);
}

/** Whether the stream is refused, cut or torn; a field that cannot be read has a path, and the stream goes on. */
function isOver(error: CombinedError | undefined): boolean {
  return Boolean(error && (error.networkError ?? error.graphQLErrors.some(({ path }) => !path)));
}
