import type { ReactNode } from 'react';
import type { FailurePartsFragment } from '../graphql/graphql.ts';
import { useSecondsUntil } from '../parts/use-seconds-until.ts';
import { adviceOn } from './advice.ts';
import { Alert } from './alert.tsx';
import type { WriteState } from './write.ts';

export interface WriteOutcomeProps {
  readonly state: WriteState<unknown>;
  /** The failure that was answered, if one was. */
  readonly failure: FailurePartsFragment | null;
  /** Sends the same again under the same key. */
  readonly repeat: () => void;
  /** Whether what the form holds now is not what was sent. */
  readonly differs?: boolean;
  /** What it is about, if the place does not say. */
  readonly subject?: string;
  /** How to continue without the answer, once the person has checked the outcome. */
  readonly startOver?: { readonly label: string; readonly act: () => void };
  readonly children?: ReactNode;
}

/** What to say about a write that is not known to have succeeded; nothing if there is nothing to say. */
export function WriteOutcome(props: WriteOutcomeProps) {
  const { state, failure, repeat, differs = false, subject, startOver, children } = props;
  const shown = adviceOn(state, failure);
  if (!shown) return null;
  const { isInDoubt } = state;
  // If nothing was changed the form itself sends what it holds now.
  const offersRepeat = helpsToRepeat(state, failure) && (isInDoubt || !differs);
  const retryAt = failure?.__typename === 'UnavailableError' ? (failure.retryAt ?? null) : null;
  return (
    <Alert
      key={failure?.requestId}
      title={subject ? `${subject}: ${shown.title}` : shown.title}
      tone={shown.tone}
    >
      <p>{shown.advice}</p>
      {children}
      {isInDoubt && differs && (
        <p>What you changed since is not in it, and cannot be sent before this is settled.</p>
      )}
      <div className="buttons">
        {offersRepeat && <RepeatButton repeat={repeat} retryAt={retryAt} />}
        {isInDoubt && startOver && (
          <button type="button" className="button" onClick={startOver.act}>
            {startOver.label}
          </button>
        )}
      </div>
      <FinePrint state={state} failure={failure} />
    </Alert>
  );
}

/** Whether the very same can come to something else. */
function helpsToRepeat(state: WriteState<unknown>, failure: FailurePartsFragment | null): boolean {
  if (failure?.__typename === 'IdempotencyConflictError') return failure.retryable;
  if (state.isInDoubt) return true;
  return state.step === 'refused' ? state.code === 'BUDGET_EXHAUSTED' : (failure?.retryable ?? false);
}

interface RepeatButtonProps {
  readonly repeat: () => void;
  /** Until when the provider asks to wait. */
  readonly retryAt: string | null;
}

function RepeatButton({ repeat, retryAt }: RepeatButtonProps) {
  const seconds = useSecondsUntil(retryAt);
  return (
    <button type="button" className="button" onClick={repeat} disabled={seconds > 0}>
      Try the same again
    </button>
  );
}

/** What to quote when asking for help. */
function FinePrint({ state, failure }: Pick<WriteOutcomeProps, 'state' | 'failure'>) {
  const quoted = state.step === 'refused' ? state : failure;
  if (!quoted) return null;
  const isRejected = failure?.__typename === 'ProviderRejectedError';
  return (
    <p className="fine-print">
      {quoted.code}
      {quoted.requestId && <> · request {quoted.requestId}</>}
      {isRejected && failure.providerErrorCode && <> · provider’s code {failure.providerErrorCode}</>}
      {isRejected && failure.providerRequestId && <> · provider’s request {failure.providerRequestId}</>}
    </p>
  );
}
