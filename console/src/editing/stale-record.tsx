import { deletedAtOf } from '../customer/details.ts';
import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { labelOf } from '../parts/labels.ts';
import { Moment } from '../parts/moment.tsx';
import { changesBetween } from './changes.ts';
import type { Draft } from './model.ts';

interface StaleRecordProps {
  /** The record as it was when the form began. */
  readonly before: Draft;
  /** The same fields of the record as it is. */
  readonly now: Draft;
  readonly current: WholeCustomerFragment;
  readonly goOn: () => void;
}

/** What was changed elsewhere in the meantime, and a way to continue from there if the record still exists. */
export function StaleRecord({ before, now, current, goOn }: StaleRecordProps) {
  const deletedAt = deletedAtOf(current.details);
  if (deletedAt) {
    return (
      <p>
        The customer was deleted on <Moment at={deletedAt} />, while you were editing, and can no longer be
        changed.
      </p>
    );
  }
  const changes = changesBetween(before, now);
  return (
    <>
      {changes.length > 0 && (
        <table className="changes">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">When you began</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ path, was, is }) => (
              <tr key={path}>
                <th scope="row">{labelOf(path)}</th>
                <td>{was ?? '–'}</td>
                <td>{is ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button type="button" className="button" onClick={goOn}>
        Go on from the record as it is now
      </button>
    </>
  );
}
