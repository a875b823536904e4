import { useEffect, useRef, useState } from 'react';
import { can, capabilityOf, type Account } from '../graph/accounts.ts';
import type { PaymentMethodPartsFragment } from '../graphql/graphql.ts';
import { useScopes } from '../session/use-scopes.ts';
import { PaymentMethodRow, type Message } from './payment-method-row.tsx';

interface PaymentMethodListProps {
  readonly methods: readonly PaymentMethodPartsFragment[];
  readonly account: Account;
}

/** Payment methods, each with a button to delete it if the provider can. One that could not be deleted comes back. */
export function PaymentMethodList({ methods, account }: PaymentMethodListProps) {
  const [message, setMessage] = useState<Message>({ text: '' });
  const box = useRef<HTMLParagraphElement>(null);
  const { may } = useScopes();
  const canDetach = can(account, 'DELETE_PAYMENT_METHOD');
  const note = capabilityOf(account, 'DELETE_PAYMENT_METHOD')?.note ?? null;
  useEffect(() => {
    if (message.takesFocus) box.current?.focus();
  }, [message]);
  return (
    <>
      <p role="status" className="hint" tabIndex={-1} ref={box}>
        {message.text}
      </p>
      {methods.length === 0 && <p className="card empty">No payment method is saved.</p>}
      <ul className="method-list">
        {methods.map((method) => (
          <PaymentMethodRow
            key={method.id}
            method={method}
            canDetach={canDetach && may('vault:payment-method:delete')}
            note={note}
            show={setMessage}
          />
        ))}
      </ul>
      {methods.length > 0 && !canDetach && note && <p className="hint">{note}</p>}
    </>
  );
}
