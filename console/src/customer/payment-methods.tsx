import { useState } from 'react';
import { useQuery } from 'urql';
import { Sources } from '../customers/sources.tsx';
import { sourceParts } from '../customers/documents.ts';
import { can, capabilityOf, type Account } from '../graph/accounts.ts';
import { useLive } from '../graph/use-live.ts';
import { readFragment } from '../graphql/index.ts';
import { Link } from '../parts/link.tsx';
import { describePage, Pager } from '../parts/pager.tsx';
import { ReadState } from '../parts/read-state.tsx';
import { useFocusOnTurn } from '../parts/use-focus-on-turn.ts';
import { paymentMethodChanges, paymentMethodParts, paymentMethodsQuery } from './documents.ts';
import { paths } from '../route.ts';
import { useScopes } from '../session/use-scopes.ts';
import { PaymentMethodList } from './payment-method-list.tsx';

interface PaymentMethodsProps {
  readonly id: string;
  readonly account: Account;
}

/**
 * A customer's saved payment methods, page by page, read again on each visit and with each change. The last page stays while another is read,
 * and with it the outcome of deleting a payment method.
 */
export function PaymentMethods({ id, account }: PaymentMethodsProps) {
  const [stops, setStops] = useState<readonly (string | null)[]>([null]);
  const [{ data, error, fetching, stale }, ask] = useQuery({
    query: paymentMethodsQuery,
    variables: { id, after: stops.at(-1) ?? null },
    requestPolicy: 'cache-and-network',
  });
  const { may } = useScopes();
  const heading = useFocusOnTurn(stops.length);
  const refresh = () => ask({ requestPolicy: 'network-only' });
  useLive(paymentMethodChanges, can(account, 'LIST_PAYMENT_METHODS') ? id : null, refresh);
  const listed = useLast(data?.customer?.paymentMethods ?? null);
  const sources = readFragment(sourceParts, listed?.sources) ?? [];
  const isMissing = sources.some(({ status }) => status === 'UNSUPPORTED' || status === 'FAILED');
  const isAsking = fetching || stale;
  const next = (listed?.pageInfo.hasNextPage && listed.pageInfo.endCursor) || null;
  return (
    <section className="methods" aria-labelledby="methods">
      <h2 id="methods" tabIndex={-1} ref={heading}>
        Payment methods
      </h2>
      <ReadState
        what="the payment methods"
        busy="Asking the provider …"
        isThere={Boolean(data?.customer?.paymentMethods)}
        fetching={fetching}
        error={error}
        retry={refresh}
      />
      {may('vault:link:create') &&
        capabilityOf(account, 'CREATE_REGISTRATION_LINK')?.registration?.subject === 'CUSTOMER' && (
          <p>
            <Link to={paths.registerPaymentMethod(id)} className="button">
              Register a payment method
            </Link>
          </p>
        )}
      {isMissing && <Sources sources={sources} />}
      {listed && !isMissing && (
        <>
          {error && !fetching && <p className="hint">The last answer:</p>}
          <PaymentMethodList methods={readFragment(paymentMethodParts, listed.nodes)} account={account} />
          <Pager
            label="Pages of payment methods"
            text={describePage({
              page: stops.length,
              count: countOf(listed.nodes.length),
              isAsking,
              isIncomplete: Boolean(error),
              hasNext: next !== null,
            })}
            onBack={stops.length > 1 ? () => setStops(stops.slice(0, -1)) : null}
            onNext={next && !isAsking && !error ? () => setStops([...stops, next]) : null}
            onRefresh={refresh}
          />
        </>
      )}
    </section>
  );
}

function countOf(shown: number): string {
  return shown === 1 ? '1 payment method' : `${shown} payment methods`;
}

/** The last that was there. */
function useLast<Value>(value: Value | null): Value | null {
  const [last, setLast] = useState(value);
  if (value && value !== last) setLast(value);
  return value ?? last;
}
