import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { readFragment } from '../graphql/index.ts';
import { Busy } from '../parts/busy.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { CustomerTable } from './customer-table.tsx';
import { customerRow, customersQuery, sourceParts } from './documents.ts';
import { Pager } from './pager.tsx';
import { Sources } from './sources.tsx';
import { currentStop, goBack, goOn, type View } from './view.ts';

const pageSize = 25;

interface CustomerListProps {
  readonly view: View;
  readonly setView: (view: View) => void;
}

/** A page of customers over all accounts, and what became of each account. */
export function CustomerList({ view, setView }: CustomerListProps) {
  const { search, stops } = view;
  const { after, askedAgain } = currentStop(view);
  const [{ data, error, fetching }, ask] = useQuery({
    query: customersQuery,
    variables: {
      first: pageSize,
      after,
      accounts: search.account === '' ? null : [search.account],
      filter: search.by === 'email' ? { email: search.text } : null,
    },
  });
  const top = useFocusOnTurn(stops.length);
  const refresh = () => ask({ requestPolicy: 'network-only' });
  const page = data?.customers;

  if (!page || fetching) {
    return error && !fetching ? (
      <ReadProblem error={error} what="the customers" retry={refresh} />
    ) : (
      <Busy>Asking the providers …</Busy>
    );
  }
  const rows = readFragment(customerRow, page.nodes);
  const sources = readFragment(sourceParts, page.sources);
  const title = askedAgain ? `${askedAgain}, asked again` : 'Results';
  return (
    <section aria-labelledby="results">
      <h2 id="results" tabIndex={-1} ref={top} className="results-title">
        {title}
      </h2>
      <Sources
        sources={sources}
        askAgain={(cursor, name) => setView(goOn(view, { after: cursor, askedAgain: name }))}
      />
      <CustomerTable rows={rows} caption={`${title}, page ${stops.length}`} />
      <Pager
        page={stops.length}
        shown={rows.length}
        total={page.totalCount ?? null}
        onBack={stops.length > 1 ? () => setView(goBack(view)) : null}
        onNext={
          page.pageInfo.hasNextPage && page.pageInfo.endCursor
            ? () => setView(goOn(view, { after: page.pageInfo.endCursor ?? null, askedAgain }))
            : null
        }
        onRefresh={refresh}
      />
    </section>
  );
}

/** Moves the focus to the top of the list where another page is turned to, not when the list first shows. */
function useFocusOnTurn(turn: number) {
  const top = useRef<HTMLHeadingElement>(null);
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current === turn || !top.current) return;
    seen.current = turn;
    top.current.focus();
  });
  return top;
}
