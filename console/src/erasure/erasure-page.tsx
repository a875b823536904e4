import { useQuery } from 'urql';
import { useAskingAgain } from '../graph/use-asking-again.ts';
import { readFragment } from '../graphql/index.ts';
import type { ErasurePartsFragment } from '../graphql/graphql.ts';
import { Busy } from '../parts/busy.tsx';
import { FileLink } from '../parts/file-link.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { erasureParts, erasureQuery } from './documents.ts';
import { states, statuses, subjects } from './words.ts';

const lookEveryMs = 1_000;

/** An erasure with its steps as they are, and its receipt once it is over. */
export function ErasurePage({ id }: { readonly id: string }) {
  const [state, ask] = useQuery({
    query: erasureQuery,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const { data, error, fetching } = state;
  const node = data?.node?.__typename === 'Erasure' ? data.node : null;
  const erasure = readFragment(erasureParts, node) ?? null;
  useAskingAgain(state, ask, { isWanted: erasure?.status === 'RUNNING', everyMs: lookEveryMs });

  return (
    <>
      <PageTitle>Erasure</PageTitle>
      {error && (
        <ReadProblem error={error} what="the erasure" retry={() => ask({ requestPolicy: 'network-only' })} />
      )}
      {!erasure &&
        !error &&
        (fetching ? <Busy>Reading …</Busy> : <p className="card empty">There is no such erasure.</p>)}
      {erasure && <Shown erasure={erasure} />}
    </>
  );
}

function Shown({ erasure }: { readonly erasure: ErasurePartsFragment }) {
  const { status, reason, startedAt, finishedAt, records, receipt } = erasure;
  const { words, tone } = statuses[status];
  return (
    <>
      <p role="status" className={`notice ${tone}`}>
        {words}
      </p>
      <p>
        Begun <Moment at={startedAt} />
        {finishedAt && (
          <>
            , over <Moment at={finishedAt} />
          </>
        )}
        .{reason && ` ${reason}`}
      </p>
      {records.map((record) => (
        <Record key={record.id} record={record} />
      ))}
      {receipt && (
        <section aria-labelledby="receipt">
          <h2 id="receipt">Receipt</h2>
          <p className="card buttons">
            <FileLink name="receipt.html" type="text/html" text={receipt.html} label="Page to print" />
            <FileLink name="receipt.jws" type="text/plain" text={receipt.jws} label="Signed receipt" />
          </p>
        </section>
      )}
    </>
  );
}

type ErasedRecord = ErasurePartsFragment['records'][number];

function Record({ record: { account, steps, nextTryAt, notes } }: { readonly record: ErasedRecord }) {
  return (
    <section
      className="card"
      aria-label={account?.displayName ?? 'An account that is not configured any more'}
    >
      <h2>{account?.displayName ?? 'An account that is not configured any more'}</h2>
      <ul>
        {steps.map((step) => (
          <li key={step.id}>
            {subjects[step.subject]}: {states[step.state]}.{step.cameBack && ' It came back.'}
            {step.because && ` ${step.because}`}
          </li>
        ))}
      </ul>
      {nextTryAt && (
        <p className="hint">
          Next try: <Moment at={nextTryAt} />
        </p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </section>
  );
}
