import { useState } from 'react';
import { useQuery } from 'urql';
import { Sources } from '../customers/sources.tsx';
import { sourceParts } from '../customers/documents.ts';
import type { Account } from '../graph/accounts.ts';
import { readFragment } from '../graphql/index.ts';
import { Busy } from '../parts/busy.tsx';
import { ReadProblem } from '../parts/read-problem.tsx';
import { paymentMethodParts, paymentMethodsQuery } from './documents.ts';
import { PaymentMethodList } from './payment-method-list.tsx';

interface PaymentMethodsProps {
  readonly id: string;
  readonly account: Account;
}

/** A customer's saved payment methods, page by page. */
export function PaymentMethods({ id, account }: PaymentMethodsProps) {
  const [after, setAfter] = useState<string | null>(null);
  const [{ data, error, fetching }, ask] = useQuery({
    query: paymentMethodsQuery,
    variables: { id, after },
  });
  const listed = data?.customer?.paymentMethods;
  const sources = readFragment(sourceParts, listed?.sources) ?? [];
  const isMissing = sources.some(({ status }) => status === 'UNSUPPORTED' || status === 'FAILED');
  return (
    <section className="methods" aria-labelledby="methods">
      <h2 id="methods">Payment methods</h2>
      {error && (
        <ReadProblem
          error={error}
          what="the payment methods"
          retry={() => ask({ requestPolicy: 'network-only' })}
        />
      )}
      {fetching && <Busy>Asking the provider …</Busy>}
      {isMissing && <Sources sources={sources} />}
      {listed && !isMissing && !fetching && (
        <>
          <PaymentMethodList methods={readFragment(paymentMethodParts, listed.nodes)} account={account} />
          {listed.pageInfo.hasNextPage && listed.pageInfo.endCursor && (
            <button
              type="button"
              className="button"
              onClick={() => setAfter(listed.pageInfo.endCursor ?? null)}
            >
              Next payment methods
            </button>
          )}
        </>
      )}
    </section>
  );
}
