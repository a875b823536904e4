import { useState } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import { useWrite } from '../failure/write.ts';
import { can, capabilityOf, type Account } from '../graph/accounts.ts';
import type { DeletePaymentMethodMutation, PaymentMethodPartsFragment } from '../graphql/graphql.ts';
import { Confirm } from '../parts/confirm.tsx';
import { deletePaymentMethodMutation } from './documents.ts';
import { PaymentMethodRow } from './payment-method-row.tsx';

interface PaymentMethodListProps {
  readonly methods: readonly PaymentMethodPartsFragment[];
  readonly account: Account;
}

/** Payment methods, each of which can be detached where the provider can. One that could not be comes back. */
export function PaymentMethodList({ methods, account }: PaymentMethodListProps) {
  const [asked, setAsked] = useState<PaymentMethodPartsFragment | null>(null);
  const [told, setTold] = useState('');
  const { state, send, repeat } = useWrite(deletePaymentMethodMutation);
  const canDelete = can(account, 'DELETE_PAYMENT_METHOD');
  const note = capabilityOf(account, 'DELETE_PAYMENT_METHOD')?.note ?? null;
  const result = state.step === 'answered' ? state.data.deletePaymentMethod : null;

  const tell = (data: DeletePaymentMethodMutation | null) => {
    const isDone = data?.deletePaymentMethod?.__typename === 'DeletePaymentMethodSuccess';
    setTold(isDone ? 'The payment method is detached.' : '');
  };
  const detach = ({ id }: PaymentMethodPartsFragment) => {
    setAsked(null);
    setTold('');
    void send({ id }).then(tell);
  };

  return (
    <>
      <p role="status" className="hint">
        {told}
      </p>
      <WriteOutcome state={state} failure={failureIn(result)} repeat={() => void repeat().then(tell)} />
      {methods.length === 0 && <p className="card empty">No payment method is saved.</p>}
      <ul className="method-list">
        {methods.map((method) => (
          <PaymentMethodRow
            key={method.id}
            method={method}
            detach={canDelete ? () => setAsked(method) : null}
          />
        ))}
      </ul>
      {methods.length > 0 && !canDelete && note && <p className="hint">{note}</p>}
      {asked && (
        <Confirm
          title={`Detach ${asked.displayLabel}?`}
          action="Detach it"
          onConfirm={() => detach(asked)}
          onClose={() => setAsked(null)}
        >
          <p>The customer cannot pay with it any more. This cannot be undone.</p>
          {note && <p>{note}</p>}
        </Confirm>
      )}
    </>
  );
}
