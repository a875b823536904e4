import { useState } from 'react';
import { failureIn } from '../failure/failure-in.ts';
import { useWrite } from '../failure/use-write.ts';
import { WriteOutcome } from '../failure/write-outcome.tsx';
import type {
  DeletePaymentMethodMutation,
  PaymentMethodPartsFragment,
  PaymentMethodStatus,
} from '../graphql/graphql.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Moment } from '../parts/moment.tsx';
import { detachments } from './documents.ts';

/** A message about the list as a whole. It takes the focus if the focused row was removed. */
export interface Message {
  readonly text: string;
  readonly takesFocus?: boolean;
}

interface PaymentMethodRowProps {
  readonly method: PaymentMethodPartsFragment;
  readonly canDetach: boolean;
  /** What the provider's capability says about detaching. */
  readonly note: string | null;
  /** Shows a message about a row that may have been removed. */
  readonly show: (message: Message) => void;
}

const words: Readonly<Record<PaymentMethodStatus, string>> = {
  ACTIVE: 'active',
  EXPIRED: 'expired',
  PENDING: 'pending',
  REVOKED: 'revoked',
  UNKNOWN: 'status unknown',
};

/** A payment method and what became of detaching it. */
export function PaymentMethodRow({ method, canDetach, note, show }: PaymentMethodRowProps) {
  const { id, displayLabel, status, instrument, createdAt } = method;
  const [isAsking, setIsAsking] = useState(false);
  const { state, send, repeat } = useWrite(detachments, id);
  const facts = factsOf(instrument);

  const follow = (attempt: Promise<DeletePaymentMethodMutation | null>) => {
    // The row leaves the list at once, with the focus.
    show({ text: `Detaching ${displayLabel} …`, takesFocus: true });
    void attempt.then((data) => {
      const isDone = data?.deletePaymentMethod?.__typename === 'DeletePaymentMethodSuccess';
      show({ text: isDone ? `${displayLabel} is detached.` : '' });
    });
  };
  const detach = () => {
    setIsAsking(false);
    follow(send({ id }));
  };

  return (
    <li className="card method">
      <div className="method-text">
        <strong>{displayLabel}</strong>
        <span className="second-line">
          {facts}
          {facts && createdAt && ' · '}
          {createdAt && (
            <>
              saved <Moment at={createdAt} isDay />
            </>
          )}
          {method.retainedUntil && (
            <>
              {' · kept until '}
              <Moment at={method.retainedUntil} isDay />
            </>
          )}
        </span>
      </div>
      <span className={`badge status-${status.toLowerCase()}`}>{words[status]}</span>
      {canDetach && (
        <button type="button" className="button" onClick={() => setIsAsking(true)}>
          Detach<span className="visually-hidden"> {displayLabel}</span> …
        </button>
      )}
      <WriteOutcome
        state={state}
        failure={failureIn(state.step === 'answered' ? state.data.deletePaymentMethod : null)}
        repeat={() => follow(repeat())}
        subject={displayLabel}
      />
      {isAsking && (
        <Confirm
          title={`Detach ${displayLabel}?`}
          action="Detach it"
          onConfirm={detach}
          onClose={() => setIsAsking(false)}
        >
          <p>The customer cannot pay with it any more. This cannot be undone.</p>
          {note && <p>{note}</p>}
        </Confirm>
      )}
    </li>
  );
}

/** What there is to say of an instrument beside its label. */
function factsOf(instrument: PaymentMethodPartsFragment['instrument']): string {
  switch (instrument.__typename) {
    case 'CardInstrument': {
      const { expiryMonth, expiryYear } = instrument;
      return expiryMonth && expiryYear ? `expires ${String(expiryMonth).padStart(2, '0')}/${expiryYear}` : '';
    }
    case 'SepaInstrument':
    case 'OpenBankingInstrument':
      return [instrument.bic, instrument.countryCode].filter(Boolean).join(', ');
    case 'OtherInstrument':
      return instrument.providerKind;
    default:
      return '';
  }
}
