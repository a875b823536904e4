import { useQuery } from 'urql';
import { sourceParts } from '../customers/documents.ts';
import { can, type Account } from '../graph/accounts.ts';
import { readFragment } from '../graphql/index.ts';
import { paymentMethodParts, paymentMethodsQuery } from './documents.ts';

interface SavedPaymentMethodsProps {
  readonly id: string;
  readonly account: Account;
}

/** The payment methods that the deletion would affect; nothing if the provider cannot list them. */
export function SavedPaymentMethods({ id, account }: SavedPaymentMethodsProps) {
  const [{ data, fetching }] = useQuery({
    query: paymentMethodsQuery,
    variables: { id, after: null },
    pause: !can(account, 'LIST_PAYMENT_METHODS'),
  });
  if (!can(account, 'LIST_PAYMENT_METHODS')) return null;
  if (fetching) return <p>Asking which payment methods are saved …</p>;
  const listed = data?.customer?.paymentMethods;
  const sources = readFragment(sourceParts, listed?.sources) ?? [];
  if (!listed || sources.some(({ status }) => status === 'FAILED')) {
    return <p>Whether payment methods are saved could not be read.</p>;
  }
  const methods = readFragment(paymentMethodParts, listed.nodes);
  if (methods.length === 0) return <p>No payment methods are saved.</p>;
  return (
    <p>
      Saved now: <strong>{methods.map(({ displayLabel }) => displayLabel).join(', ')}</strong>
      {listed.pageInfo.hasNextPage && ' and more'}.
    </p>
  );
}
