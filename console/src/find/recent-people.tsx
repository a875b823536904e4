import { useClient } from 'urql';
import { CustomerTable } from '../customers/customer-table.tsx';
import { recentOf } from './recent.ts';

/** The customers that were looked at last; nothing if there are none. */
export function RecentPeople() {
  const rows = recentOf(useClient());
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h2 id="recent" className="results-title">
        Recent people
      </h2>
      <CustomerTable rows={rows} caption="Recent people" isComplete />
    </section>
  );
}
