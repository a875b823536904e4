import { useEffect } from 'react';
import { useClient } from 'urql';
import type { CustomerTableRow } from '../customers/customer-table.tsx';
import { addRecent, forgetRecent } from './recent.ts';

/** Keeps a customer that is looked at among the recent ones; forgets it if it turns out to be gone. */
export function useLookedAt(id: string, row: CustomerTableRow | null, isGone: boolean): void {
  const session = useClient();
  useEffect(() => {
    if (isGone) forgetRecent(session, [id]);
    else if (row) addRecent(session, row);
  });
}
