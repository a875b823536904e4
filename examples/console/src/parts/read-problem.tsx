import type { CombinedError } from 'urql';

interface ReadProblemProps {
  readonly error: CombinedError;
  /** What could not be read, as in "the customer". */
  readonly what: string;
  readonly retry: () => void;
}

/** Why something could not be read, and another try. An outage is never shown as an empty answer. */
export function ReadProblem({ error, what, retry }: ReadProblemProps) {
  const { message, code, requestId } = explain(error);
  return (
    <div className="notice notice-danger" role="alert">
      <h2 className="notice-title">Could not read {what}</h2>
      <p>{message}</p>
      <p className="fine-print">
        {code}
        {requestId && <> · request {requestId}</>}
      </p>
      <button type="button" className="button" onClick={retry}>
        Try again
      </button>
    </div>
  );
}

/** What an error says, and what to quote when asking for help. */
export function explain({ graphQLErrors: [first], networkError }: CombinedError) {
  if (!first) {
    const message = 'The graph could not be reached. Check the connection.';
    return { message: networkError ? message : 'Something went wrong.', code: 'NO_ANSWER', requestId: null };
  }
  const { code, requestId } = first.extensions;
  return {
    message: first.message,
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}
