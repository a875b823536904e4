import { useState } from 'react';
import { useClient, type CombinedError } from 'urql';
import type { ExportCustomerQuery } from '../graphql/graphql.ts';
import { FileLink } from '../parts/file-link.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { useSpoken } from '../parts/spoken.tsx';
import { useScopes } from '../session/use-scopes.ts';
import { exportQuery } from './documents.ts';

type Exported = NonNullable<ExportCustomerQuery['exportPerson']>;

interface ExportCustomerProps {
  /** The records of one customer, 1 to 20. */
  readonly ids: readonly string[];
}

/** Everything that providers hold of a customer, as files to keep. Callers who may not export are not offered it. */
export function ExportCustomer({ ids }: ExportCustomerProps) {
  const { may } = useScopes();
  const { exported, error, isAsked, ask } = useExport(ids);
  if (!may('vault:export')) return null;
  return (
    <section aria-labelledby="export">
      <h2 id="export">Export</h2>
      <div className="card">
        <p>
          {ids.length === 1
            ? 'Everything that the provider holds of this customer'
            : `Everything that the providers hold of this person in these ${ids.length} records`}
          , for a person who asks what you hold of them.
        </p>
        {error && <ReadProblem error={error} what="everything for the export" retry={ask} />}
        {exported ? (
          <Files exported={exported} />
        ) : (
          <button type="button" className="button" disabled={isAsked} onClick={ask}>
            {isAsked ? 'Reading …' : 'Export'}
          </button>
        )}
      </div>
    </section>
  );
}

function useExport(ids: readonly string[]) {
  const client = useClient();
  const [exported, setExported] = useState<Exported | null>(null);
  const [error, setError] = useState<CombinedError | null>(null);
  const [isAsked, setIsAsked] = useState(false);
  const ask = () => {
    setIsAsked(true);
    setError(null);
    void client
      .query(exportQuery, { customers: [...ids] }, { requestPolicy: 'network-only' })
      .toPromise()
      .then((result) => {
        setExported(result.data?.exportPerson ?? null);
        setError(result.error ?? null);
        setIsAsked(false);
      });
  };
  return { exported, error, isAsked, ask };
}

function Files({ exported }: { readonly exported: Exported }) {
  const problems = exported.records.flatMap((record) => record.problems);
  useSpoken('The export is ready.');
  return (
    <>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      <p className="buttons">
        <FileLink name="export.html" type="text/html" text={exported.html} label="Page to print" />
        <FileLink name="export.json" type="application/json" text={exported.json} label="JSON" />
      </p>
    </>
  );
}
