import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { failureIn } from '../failure/failure-in.ts';
import { useWrite } from '../failure/use-write.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import type { EraseCustomersMutation } from '../graphql/graphql.ts';
import { forgetRecent } from '../find/recent.ts';
import { paths, wayFromHere } from '../route.ts';
import { useScopes } from '../session/use-scopes.ts';
import { erasures } from './documents.ts';
import { EraseDialog } from './erase-dialog.tsx';

interface EraseCustomerProps {
  /** The records of one customer, 1 to 20. */
  readonly ids: readonly string[];
  readonly name: string;
}

/** Begins to erase a customer, once the person has seen what that would do. Callers who may not are not offered it. */
export function EraseCustomer({ ids, name }: EraseCustomerProps) {
  const { may } = useScopes();
  if (!may('vault:erase')) return null;
  return (
    <section aria-labelledby="erase">
      <h2 id="erase">Erase</h2>
      <div className="card">
        <p>
          For a person who asks to be erased:{' '}
          {ids.length === 1 ? 'the customer and its' : `these ${ids.length} records and their`} payment
          methods are deleted, each step is verified, and a receipt says what became of them.
        </p>
        <Erasing ids={ids} name={name} />
      </div>
    </section>
  );
}

function Erasing({ ids, name }: EraseCustomerProps) {
  const [isAsking, setIsAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const session = useClient();
  const { state, send, repeat, dismiss } = useWrite(erasures, ids.toSorted().join(','));
  const failure = failureIn(state.step === 'answered' ? state.data.eraseCustomers : null);
  const isSending = state.step === 'sending';

  const follow = (attempt: Promise<EraseCustomersMutation | null>) => {
    const goOn = wayFromHere();
    void attempt.then((answer) => {
      const done = answer?.eraseCustomers;
      if (done?.__typename !== 'EraseCustomersSuccess') return;
      forgetRecent(session, ids);
      goOn(paths.erasure(done.erasure.id), null);
    });
  };
  const close = () => {
    setIsAsking(false);
    dismiss();
    button.current?.focus();
  };
  const outcome = (
    <WriteOutcome state={state} failure={failure} repeat={() => follow(repeat())} subject={`Erase ${name}`} />
  );
  const begin = (reason: string) => {
    follow(send({ customers: [...ids], reason: reason.trim() || null, idempotencyKey: '' }));
  };

  return (
    <>
      <button type="button" className="button button-danger" ref={button} onClick={() => setIsAsking(true)}>
        Erase …
      </button>
      {isAsking ? (
        <EraseDialog
          ids={ids}
          name={name}
          dismissal={state.isInDoubt ? 'Close' : 'Cancel'}
          isSending={isSending}
          outcome={outcome}
          onConfirm={begin}
          onClose={close}
        />
      ) : (
        outcome
      )}
    </>
  );
}
