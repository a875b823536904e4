import type { PaymentMethodPartsFragment, PaymentMethodStatus } from '../graphql/graphql.ts';
import { Moment } from '../parts/moment.tsx';

interface PaymentMethodRowProps {
  readonly method: PaymentMethodPartsFragment;
  /** Null where the provider cannot detach it. */
  readonly detach: (() => void) | null;
}

const words: Readonly<Record<PaymentMethodStatus, string>> = {
  ACTIVE: 'active',
  EXPIRED: 'expired',
  PENDING: 'pending',
  REVOKED: 'revoked',
  UNKNOWN: 'status not told',
};

export function PaymentMethodRow({ method, detach }: PaymentMethodRowProps) {
  const { displayLabel, status, instrument, createdAt } = method;
  const facts = factsOf(instrument);
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
      {detach && (
        <button type="button" className="button" onClick={detach}>
          Detach<span className="visually-hidden"> {displayLabel}</span> …
        </button>
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
