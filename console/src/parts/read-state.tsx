import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { Busy } from './busy.tsx';
import { ReadProblem } from './read-problem.tsx';

interface ReadStateProps {
  /** What is read, as in "the customer". */
  readonly what: string;
  readonly busy: string;
  /** Whether it is there, all of it or not. */
  readonly isThere: boolean;
  readonly fetching: boolean;
  readonly error: CombinedError | undefined;
  readonly retry: () => void;
  /** What to say if it was read and is nowhere. */
  readonly children?: ReactNode;
}

/** What stands in the place of something that is read, until it is there, and above it if parts of it are missing. */
export function ReadState({ what, busy, isThere, fetching, error, retry, children }: ReadStateProps) {
  if (fetching) return isThere ? null : <Busy>{busy}</Busy>;
  if (error) {
    return <ReadProblem error={error} what={isThere ? `everything about ${what}` : what} retry={retry} />;
  }
  return isThere ? null : children;
}
