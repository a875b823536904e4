import type { WholeCustomerFragment } from '../graphql/graphql.ts';
import { draftOfCustomer } from './draft-of-customer.ts';
import { labelOf } from '../parts/labels.ts';
import { fieldPaths, type Draft } from './model.ts';

interface StaleRecordProps {
  /** The record as it was when the form began. */
  readonly before: Draft;
  readonly current: WholeCustomerFragment;
  readonly goOnFrom: (current: WholeCustomerFragment) => void;
}

/** What somebody else changed meanwhile, and a way to go on from there. */
export function StaleRecord({ before, current, goOnFrom }: StaleRecordProps) {
  const now = draftOfCustomer(current).texts;
  const changed = fieldPaths.filter((path) => before.texts[path] !== now[path]);
  return (
    <>
      {changed.length > 0 && (
        <table className="changes">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">When you began</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((path) => (
              <tr key={path}>
                <th scope="row">{labelOf(path)}</th>
                <td>{before.texts[path] || '–'}</td>
                <td>{now[path] || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button type="button" className="button" onClick={() => goOnFrom(current)}>
        Go on from the record as it is now
      </button>
    </>
  );
}
