import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureIn } from '../failure/failure-in.ts';
import { useWrite } from '../failure/use-write.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import type { Account, Capability } from '../graph/accounts.ts';
import type { DeleteCustomerMutation } from '../graphql/graphql.ts';
import { forgetRecent } from '../find/recent.ts';
import { Confirm } from '../parts/confirm.tsx';
import { paths, wayFromHere } from '../route.ts';
import { consequencesAfter, consequencesBefore } from './consequences.ts';
import { deletions } from './documents.ts';
import { SavedPaymentMethods } from './saved-payment-methods.tsx';

interface DeleteCustomerProps {
  readonly id: string;
  readonly name: string;
  /** What deleting amounts to at the provider. */
  readonly capability: Capability | null;
  readonly account: Account;
}

/**
 * Shows the consequences of deleting a customer, deletes it, and shows what happened. If the outcome is unknown, that stays
 * on the page when the dialog is closed.
 */
export function DeleteCustomer({ id, name, capability, account }: DeleteCustomerProps) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const session = useClient();
  const { state, send, repeat, dismiss } = useWrite(deletions, id);
  const failure = failureIn(state.step === 'answered' ? state.data.deleteCustomer : null);
  const isSending = state.step === 'sending';

  const follow = (attempt: Promise<DeleteCustomerMutation | null>) => {
    const goOn = wayFromHere();
    void attempt.then((data) => {
      const done = data?.deleteCustomer;
      if (done?.__typename !== 'DeleteCustomerSuccess') return;
      forgetRecent(session, [id]);
      goOn(paths.customers, consequencesAfter(name, done));
    });
  };
  const close = () => {
    setIsAsking(false);
    dismiss();
    button.current?.focus();
  };
  const outcome = (
    <WriteOutcome
      state={state}
      failure={failure}
      repeat={() => follow(repeat())}
      subject={`Delete ${name}`}
    />
  );

  return (
    <>
      <button type="button" className="button button-danger" ref={button} onClick={() => setIsAsking(true)}>
        Delete …
      </button>
      {isAsking ? (
        <Confirm
          title={`Delete ${name}?`}
          action={isSending ? 'Deleting …' : 'Delete customer'}
          dismissal={state.isInDoubt ? 'Close' : 'Cancel'}
          isBusy={isSending}
          onConfirm={() => follow(send({ id }))}
          onClose={close}
        >
          <p>The customer is deleted at {account.displayName}, for all users. This cannot be undone.</p>
          <Consequences capability={capability} />
          <SavedPaymentMethods id={id} account={account} />
          {outcome}
        </Confirm>
      ) : (
        outcome
      )}
    </>
  );
}

/** The consequences, or the provider's note if they are not known, because the note says the same. */
function Consequences({ capability }: Pick<DeleteCustomerProps, 'capability'>) {
  if (!capability?.deletion) return capability?.note && <p>{capability.note}</p>;
  return (
    <ul>
      {consequencesBefore(capability.deletion).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
