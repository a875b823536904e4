import { mostRecords } from '../people/most-records.ts';
import { Link } from '../parts/link.tsx';
import { paths } from '../route.ts';

/** The way to a page for the records that were marked, or how to mark them. */
export function CompareChosen({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length < 2)
    return <p className="hint">Mark the records that are the same person to compare them.</p>;
  return (
    <p className="buttons">
      <Link to={paths.people(ids)} className="button button-primary">
        Compare {ids.length} records
      </Link>
      {ids.length === mostRecords && <span className="hint">No more than {mostRecords}.</span>}
    </p>
  );
}
