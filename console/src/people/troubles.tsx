import { ReadProblem } from '../parts/read-problem.tsx';
import type { Trouble } from './use-records.ts';

/** Why records are missing from a comparison, or a part of them. */
export function Troubles({ troubles }: { readonly troubles: readonly Trouble[] }) {
  return troubles.map(({ id, what, isThere, error, retry }) =>
    error ? (
      <ReadProblem key={id} error={error} what={isThere ? `everything of ${what}` : what} retry={retry} />
    ) : (
      <p key={id} className="notice notice-warning">
        No provider knows {what}, or it was deleted.
      </p>
    ),
  );
}
