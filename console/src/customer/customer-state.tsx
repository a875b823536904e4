import type { CombinedError } from 'urql';
import { ReadState } from '../parts/read-state.tsx';

interface CustomerStateProps {
  readonly isThere: boolean;
  readonly fetching: boolean;
  readonly error: CombinedError | undefined;
  readonly retry: () => void;
}

/** Why a customer, or something about one, is not there. Nothing if all of it is there. */
export function CustomerState(read: CustomerStateProps) {
  return (
    <ReadState what="the customer" busy="Asking the provider …" {...read}>
      <p className="card empty">No provider knows this customer, or it was deleted.</p>
    </ReadState>
  );
}
