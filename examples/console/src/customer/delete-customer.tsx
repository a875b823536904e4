import { useRef, useState } from 'react';
import { useQuery } from 'urql';
import { failureIn } from '../failure/failure-in.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import { useWrite } from '../failure/write.ts';
import type { Account, Capability } from '../graph/accounts.ts';
import { readFragment } from '../graphql/index.ts';
import type { DeleteCustomerMutation } from '../graphql/graphql.ts';
import { Confirm } from '../parts/confirm.tsx';
import { navigate, paths } from '../route.ts';
import { consequencesAfter, consequencesBefore } from './consequences.ts';
import { deleteCustomerMutation, paymentMethodParts, paymentMethodsQuery } from './documents.ts';

interface DeleteCustomerProps {
  readonly id: string;
  readonly name: string;
  /** What deleting amounts to at the provider. */
  readonly capability: Capability | null;
  readonly account: Account;
}

/** Deletes a customer after saying what that means, and says afterwards what it did mean. */
export function DeleteCustomer({ id, name, capability, account }: DeleteCustomerProps) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { state, send, repeat, reset } = useWrite(deleteCustomerMutation);
  const result = state.step === 'answered' ? state.data.deleteCustomer : null;

  const leaveIfDone = (data: DeleteCustomerMutation | null) => {
    const done = data?.deleteCustomer;
    if (done?.__typename === 'DeleteCustomerSuccess')
      navigate(paths.customers, consequencesAfter(name, done));
  };
  const close = () => {
    setIsAsking(false);
    reset();
    button.current?.focus();
  };

  return (
    <>
      <button type="button" className="button button-danger" ref={button} onClick={() => setIsAsking(true)}>
        Delete …
      </button>
      {isAsking && (
        <Confirm
          title={`Delete ${name}?`}
          action={state.step === 'sending' ? 'Deleting …' : 'Delete customer'}
          isBusy={state.step === 'sending'}
          onConfirm={() => void send({ id }).then(leaveIfDone)}
          onClose={close}
        >
          <p>
            The customer is deleted at {account.provider.displayName}, for everybody. This cannot be undone.
          </p>
          <Consequences id={id} capability={capability} />
          <WriteOutcome
            state={state}
            failure={failureIn(result)}
            repeat={() => void repeat().then(leaveIfDone)}
          />
        </Confirm>
      )}
    </>
  );
}

function Consequences({ id, capability }: Pick<DeleteCustomerProps, 'id' | 'capability'>) {
  const sentences = capability?.deletion ? consequencesBefore(capability.deletion) : [];
  return (
    <>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <SavedPaymentMethods id={id} />
      {capability?.note && <p className="second-line">{capability.note}</p>}
    </>
  );
}

/** The payment methods that are at stake, as the page behind has them. */
function SavedPaymentMethods({ id }: Pick<DeleteCustomerProps, 'id'>) {
  const [{ data }] = useQuery({
    query: paymentMethodsQuery,
    variables: { id, after: null },
    requestPolicy: 'cache-only',
  });
  const listed = data?.customer?.paymentMethods;
  const labels = readFragment(paymentMethodParts, listed?.nodes ?? []).map(
    ({ displayLabel }) => displayLabel,
  );
  if (labels.length === 0) return null;
  return (
    <p>
      Saved now: <strong>{labels.join(', ')}</strong>
      {listed?.pageInfo.hasNextPage && ' and more'}.
    </p>
  );
}
