import type { CombinedError } from 'urql';
import { focusHeadingOf } from './focus-heading.ts';

interface ReadProblemProps {
  readonly error: CombinedError;
  /** What could not be read, as in "the customer". */
  readonly what: string;
  readonly retry: () => void;
}

/** Why something could not be read, and another try if that may help. An outage is never shown as an empty answer. */
export function ReadProblem({ error, what, retry }: ReadProblemProps) {
  const problems = problemsIn(error);
  const isForGood = problems.every(({ code }) => code === 'ACCESS_DENIED');
  return (
    <div className="notice notice-danger" role="alert">
      <h2 className="notice-title">Could not read {what}</h2>
      {problems.map(({ message, code, requestId }) => (
        <div key={`${code} ${message}`} className="problem">
          <p>{message}</p>
          <p className="fine-print">
            {code}
            {requestId && <> · request {requestId}</>}
          </p>
        </div>
      ))}
      {!isForGood && (
        <button
          type="button"
          className="button"
          onClick={({ currentTarget }) => {
            focusHeadingOf(currentTarget);
            retry();
          }}
        >
          Try again
        </button>
      )}
    </div>
  );
}

/** What went wrong, and what to quote when asking for help. */
export interface Problem {
  readonly message: string;
  readonly code: string;
  readonly requestId: string | null;
}

/** What an error says first. */
export function explain({ graphQLErrors: [first], networkError }: CombinedError): Problem {
  if (first) return problemOf(first);
  const message = 'The graph could not be reached. Check the connection.';
  return { message: networkError ? message : 'Something went wrong.', code: 'NO_ANSWER', requestId: null };
}

/** Everything an error says, each thing once. */
function problemsIn(error: CombinedError): readonly Problem[] {
  const problems = error.graphQLErrors.map(problemOf);
  const isNew = ({ code, message }: Problem, index: number) =>
    problems.findIndex((other) => other.code === code && other.message === message) === index;
  return problems.length > 0 ? problems.filter(isNew) : [explain(error)];
}

function problemOf({
  message,
  extensions: { code, requestId },
}: CombinedError['graphQLErrors'][number]): Problem {
  return {
    message,
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}
