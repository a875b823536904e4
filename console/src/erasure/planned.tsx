import { useQuery, type CombinedError } from 'urql';
import type { PlanErasureQuery } from '../graphql/graphql.ts';
import { Busy } from '../parts/busy.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { planQuery } from './documents.ts';
import { fates } from './words.ts';

type Planned = NonNullable<PlanErasureQuery['planErasure']>['records'][number];

/** What erasing the records of a customer would do, as far as it is known. */
export interface Plan {
  /** Null until it is read. */
  readonly records: readonly Planned[] | null;
  /** Why it could not be read; null if it could, or may still be. */
  readonly error: CombinedError | null;
  readonly retry: () => void;
}

/** Asks for it as it is now. */
export function usePlan(ids: readonly string[]): Plan {
  const [{ data, error, fetching }, ask] = useQuery({
    query: planQuery,
    variables: { customers: [...ids] },
    requestPolicy: 'network-only',
  });
  return {
    records: error || fetching ? null : (data?.planErasure?.records ?? null),
    error: fetching ? null : (error ?? null),
    retry: () => ask({ requestPolicy: 'network-only' }),
  };
}

/** Shows it, account by account. */
export function PlannedErasure({ plan: { records, error, retry } }: { readonly plan: Plan }) {
  if (error) return <ReadProblem error={error} what="what an erasure would do" retry={retry} />;
  if (!records) return <Busy>Asking the providers …</Busy>;
  return records.map((record) => <Record key={record.id} record={record} />);
}

function Record({ record }: { readonly record: Planned }) {
  const { account, fate, because, paymentMethods, notes } = record;
  return (
    <>
      <p>
        <strong>{account.displayName}</strong>: the customer {fates[fate]}.
      </p>
      <ul>
        {because && <li>{because}</li>}
        {groupsOf(paymentMethods).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
}

/** A sentence for each kind of fate. */
function groupsOf(methods: Planned['paymentMethods']): readonly string[] {
  const sentences = methods.map(({ fate, because }) =>
    [`payment method ${fates[fate]}.`, because].filter(Boolean).join(' '),
  );
  return [...new Set(sentences)].map((sentence) => {
    const count = sentences.filter((other) => other === sentence).length;
    return count === 1 ? `One ${sentence}` : `${count} times: a ${sentence}`;
  });
}
