import { useQuery, type RequestPolicy } from 'urql';
import { unavailableIn } from '../graph/unavailable.ts';
import { readFragment } from '../graphql/index.ts';
import { describePage, Pager } from '../parts/pager.tsx';
import { ReadState } from '../parts/read-state.tsx';
import { useFocusOnTurn } from '../parts/use-focus-on-turn.ts';
import { CustomerTable } from './customer-table.tsx';
import { customerRow, customersQuery, sourceParts } from './documents.ts';
import { Sources } from './sources.tsx';
import { useKeptScroll } from './use-kept-scroll.ts';
import { currentStop, goBack, goOn, type View } from './view.ts';

const pageSize = 25;

interface CustomerListProps {
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly requestPolicy: RequestPolicy;
}

/** A page of customers over all accounts, and what became of each account. */
export function CustomerList({ view, setView, requestPolicy }: CustomerListProps) {
  const { search, stops } = view;
  const { after, askedAgain } = currentStop(view);
  const [{ data, error, fetching, stale }, ask] = useQuery({
    query: customersQuery,
    variables: {
      first: pageSize,
      after,
      accounts: search.account === '' ? null : [search.account],
      filter: search.by === 'email' ? { email: search.text } : null,
    },
    requestPolicy,
  });
  const heading = useFocusOnTurn(stops.length);
  const refresh = () => {
    heading.current?.focus();
    ask({ requestPolicy: 'network-only' });
  };

  const sources = readFragment(sourceParts, data?.customers?.sources) ?? [];
  const isIncomplete = sources.some(({ status }) => status === 'FAILED');
  // An answer that lacks an account, or is empty, is not shown while a newer one is being read.
  const isAsking = fetching || (stale && (isIncomplete || data?.customers?.nodes.length === 0));
  const page = isAsking ? null : data?.customers;
  const next = (page?.pageInfo.hasNextPage && page.pageInfo.endCursor) || null;
  const isUnavailable = unavailableIn(error);
  useKeptScroll(`${view.id} ${after ?? ''}`, Boolean(page));
  const title = askedAgain ? `${askedAgain}, asked again` : 'Results';
  return (
    <section aria-labelledby="results">
      <h2 id="results" tabIndex={-1} ref={heading} className="results-title">
        {title}
      </h2>
      <ReadState
        what="the customers"
        busy="Asking the providers …"
        isThere={Boolean(page)}
        fetching={isAsking}
        error={error}
        retry={refresh}
      />
      {page && (
        <>
          <Sources
            sources={sources}
            askAgain={(cursor, name) => setView(goOn(view, { after: cursor, askedAgain: name }))}
          />
          <CustomerTable
            rows={readFragment(customerRow, page.nodes).map((customer, index) => ({
              customer,
              isUnavailable: (field) => isUnavailable('customers', 'nodes', index, field),
            }))}
            caption={`${title}, page ${stops.length}`}
            isComplete={sources.every(({ status }) => status !== 'FAILED' && status !== 'UNSUPPORTED')}
          />
          <Pager
            label="Pages of customers"
            text={describePage({
              page: stops.length,
              count: countOf(page.nodes.length, page.totalCount ?? null),
              isAsking: stale,
              isIncomplete,
              hasNext: next !== null,
            })}
            onBack={stops.length > 1 ? () => setView(goBack(view)) : null}
            onNext={next === null ? null : () => setView(goOn(view, { after: next, askedAgain }))}
            onRefresh={refresh}
          />
        </>
      )}
    </section>
  );
}

function countOf(shown: number, total: number | null): string {
  const customers = shown === 1 ? '1 customer' : `${shown} customers`;
  return total === null ? customers : `${customers} of ${total}`;
}
