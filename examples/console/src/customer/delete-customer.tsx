import { useRef, useState } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import { useWrite } from '../failure/write.ts';
import type { DeleteCustomerMutation } from '../graphql/graphql.ts';
import { Confirm } from '../parts/confirm.tsx';
import { navigate, paths } from '../route.ts';
import { consequencesOf } from './consequences.ts';
import { deleteCustomerMutation } from './documents.ts';

interface DeleteCustomerProps {
  readonly id: string;
  readonly name: string;
  /** What the provider says about deleting. */
  readonly note: string | null;
  readonly provider: string;
}

/** Deletes a customer after saying what that means, and says afterwards what it did mean. */
export function DeleteCustomer({ id, name, note, provider }: DeleteCustomerProps) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { state, send, repeat, reset } = useWrite(deleteCustomerMutation);
  const result = state.step === 'answered' ? state.data.deleteCustomer : null;

  const leaveIfDone = (data: DeleteCustomerMutation | null) => {
    const done = data?.deleteCustomer;
    if (done?.__typename === 'DeleteCustomerSuccess') navigate(paths.customers, consequencesOf(name, done));
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
          <p>The customer is deleted at {provider}, for everybody. This cannot be undone.</p>
          {note && <p>{note}</p>}
          <p>Payment methods may go with it: what became of them is told when it is done.</p>
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
