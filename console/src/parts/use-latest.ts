import { useEffect, useRef } from 'react';

/** What a value is by the time something that takes its while is over. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}
