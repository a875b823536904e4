import type { ReactNode } from 'react';
import type { FailurePartsFragment } from '../graphql/graphql.ts';
import { Alert, Failure, RepeatButton } from './failure.tsx';
import type { WriteState } from './write.ts';

interface WriteOutcomeProps {
  readonly state: WriteState<unknown>;
  /** The failure that was answered, if one was. */
  readonly failure: FailurePartsFragment | null;
  readonly repeat: () => void;
  readonly children?: ReactNode;
}

/** What to say of a write that is not known to have succeeded; nothing where there is nothing to say. */
export function WriteOutcome({ state, failure, repeat, children }: WriteOutcomeProps) {
  if (state.step === 'lost') {
    return (
      <Alert title="Nobody knows whether it happened" tone="warning">
        <p>It was sent and no answer came. Trying the same again is safe: it is never done twice.</p>
        <RepeatButton repeat={repeat} />
      </Alert>
    );
  }
  if (state.step === 'refused') {
    return (
      <Alert title="Nothing was changed" tone="danger">
        <p>{state.message}</p>
        <RepeatButton repeat={repeat} />
        <p className="fine-print">
          {state.code}
          {state.requestId && <> · request {state.requestId}</>}
        </p>
      </Alert>
    );
  }
  return state.step === 'answered' && failure ? (
    <Failure key={failure.requestId} failure={failure} repeat={repeat}>
      {children}
    </Failure>
  ) : null;
}
