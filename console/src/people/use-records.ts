import type { CombinedError } from 'urql';
import { sourceParts } from '../customers/documents.ts';
import { customerQuery, paymentMethodParts, paymentMethodsQuery } from '../customer/documents.ts';
import { useAccounts } from '../graph/accounts.ts';
import { wholeCustomer } from '../graph/documents.ts';
import { unavailableIn } from '../graph/unavailable.ts';
import { readFragment } from '../graphql/index.ts';
import type { PaymentMethodsQuery, SourcePartsFragment, WholeCustomerFragment } from '../graphql/graphql.ts';
import { useScopes } from '../session/use-scopes.ts';
import { useAnswers } from './use-answers.ts';

/** One record of a person as it was read. */
export interface PersonRecord {
  readonly customer: WholeCustomerFragment;
  /** Whether a null field of the customer is unavailable because of an error. */
  readonly isUnavailable: (...path: readonly string[]) => boolean;
  /** The labels of its payment methods; null if they are not known. */
  readonly methods: readonly string[] | null;
}

/** A record that was read in part or not at all. */
export interface Trouble {
  readonly id: string;
  /** What it is called, such as "record 2" or "record 2, at Monri 1". */
  readonly what: string;
  /** Whether anything of it was read. */
  readonly isThere: boolean;
  /** Null if the graph answered that there is no such record. */
  readonly error: CombinedError | null;
  readonly retry: () => void;
}

/** Reads the records of a person, each by itself. */
export function useRecords(ids: readonly string[]) {
  const { accounts } = useAccounts();
  const mayReadMethods = useScopes().may('vault:payment-method:read');
  const customers = useAnswers(customerQuery, ids);
  const methods = useAnswers(paymentMethodsQuery, ids, mayReadMethods);
  const records: PersonRecord[] = [];
  const troubles: Trouble[] = [];
  for (const [index, id] of ids.entries()) {
    const answer = customers.of.get(id);
    if (!answer) continue;
    const listing = methods.of.get(id);
    const customer = readFragment(wholeCustomer, answer.data?.customer) ?? null;
    const unavailable = unavailableIn(answer.error);
    if (customer) {
      const isUnavailable = (...path: readonly string[]) => unavailable('customer', ...path);
      records.push({ customer, isUnavailable, methods: labelsIn(listing?.data) });
    }
    const error = answer.error ?? (customer && listing?.error) ?? null;
    if (customer && !error) continue;
    const account = customer?.account ?? accounts?.find(({ key }) => key === accountIn(error));
    const place = account ? `, at ${account.displayName}` : '';
    const retry = () => {
      customers.ask(id);
      if (mayReadMethods) methods.ask(id);
    };
    troubles.push({ id, what: `record ${index + 1}${place}`, isThere: customer !== null, error, retry });
  }
  return {
    records,
    troubles,
    missingMethods: ids.flatMap((id) => lackingIn(methods.of.get(id)?.data)),
    isAsking: ids.some((id) => !customers.of.has(id) || (mayReadMethods && !methods.of.has(id))),
    hasMethods: mayReadMethods && ids.every((id) => methods.of.has(id)),
  };
}

/** The accounts that did not list the payment methods of a record. */
function lackingIn(data: PaymentMethodsQuery | undefined): readonly SourcePartsFragment[] {
  const sources = readFragment(sourceParts, data?.customer?.paymentMethods?.sources) ?? [];
  return sources.filter(({ status }) => status === 'FAILED' || status === 'UNSUPPORTED');
}

/** The key of the account that an error is about; undefined if it does not say. */
function accountIn(error: CombinedError | null): unknown {
  return error?.graphQLErrors[0]?.extensions['account'];
}

function labelsIn(data: PaymentMethodsQuery | undefined): readonly string[] | null {
  const listed = data?.customer?.paymentMethods;
  if (!listed || lackingIn(data).length > 0) return null;
  const labels = readFragment(paymentMethodParts, listed.nodes).map(({ displayLabel }) => displayLabel);
  return [...labels.toSorted(), ...(listed.pageInfo.hasNextPage ? ['and more'] : [])];
}
