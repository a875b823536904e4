import type { AttachCustomerToPaymentMutation } from '../graphql/graphql.ts';
import { CopyButton } from '../parts/copy-button.tsx';

type Result = NonNullable<AttachCustomerToPaymentMutation['attachCustomerToPayment']>;

interface AttachedProps {
  readonly link: Extract<Result, { __typename: 'AttachCustomerToPaymentSuccess' }>['paymentLink'];
  /** Begins with another payment. */
  readonly again: () => void;
}

/** What became of a payment that has a customer now. */
export function Attached({ link: { paymentId, url, validForMinutes }, again }: AttachedProps) {
  return (
    <div className="card">
      <p role="status">
        The payment has its customer{validForMinutes !== null && `, and waits for ${validForMinutes} minutes`}
        .
      </p>
      <p>
        {paymentId} <CopyButton text={paymentId} what="Payment" />
      </p>
      <div className="buttons">
        {url && (
          <a className="button" href={url} target="_blank" rel="noreferrer">
            Open its page
          </a>
        )}
        <button type="button" className="button" onClick={again}>
          Another payment
        </button>
      </div>
    </div>
  );
}
