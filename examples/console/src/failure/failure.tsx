import { useEffect, useRef, type ReactNode } from 'react';
import type { FailurePartsFragment } from '../graphql/graphql.ts';
import { adviceFor } from './advice.ts';

interface FailureProps {
  readonly failure: FailurePartsFragment;
  /** Sends the same again under the same key. */
  readonly repeat: () => void;
  /** What to offer for this kind of failure, where there is something. */
  readonly children?: ReactNode;
}

/** Why a write did not succeed, or may not have, and what to do about it. It takes the focus when it appears. */
export function Failure({ failure, repeat, children }: FailureProps) {
  const { title, advice, tone } = adviceFor(failure);
  return (
    <Alert title={title} tone={tone}>
      <p>{advice}</p>
      {children}
      {failure.retryable && <RepeatButton repeat={repeat} />}
      <FinePrint failure={failure} />
    </Alert>
  );
}

function FinePrint({ failure }: { readonly failure: FailurePartsFragment }) {
  const { code, requestId } = failure;
  const isRejected = failure.__typename === 'ProviderRejectedError';
  return (
    <p className="fine-print">
      {code} · request {requestId}
      {isRejected && failure.providerErrorCode && <> · provider’s code {failure.providerErrorCode}</>}
      {isRejected && failure.providerRequestId && <> · provider’s request {failure.providerRequestId}</>}
    </p>
  );
}

interface AlertProps {
  readonly title: string;
  readonly tone: 'danger' | 'warning';
  readonly children: ReactNode;
}

export function Alert({ title, tone, children }: AlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className={`notice notice-${tone}`} role="alert" tabIndex={-1} ref={box}>
      <h2 className="notice-title">{title}</h2>
      {children}
    </div>
  );
}

export function RepeatButton({ repeat }: { readonly repeat: () => void }) {
  return (
    <button type="button" className="button" onClick={repeat}>
      Try the same again
    </button>
  );
}
