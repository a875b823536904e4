import { IdempotencyConflictError, OutcomeUnknownError, StoreUnavailableError } from '../../domain/errors.ts';
import type { KeyedOutcome, KeyedWritesObserver } from '../../telemetry/metrics/keyed-writes-observer.ts';
import type { OpenIdempotency } from './idempotency.ts';

/** The same, and it reports every outcome to an observer. */
export function counted(open: OpenIdempotency, observer: KeyedWritesObserver): OpenIdempotency {
  return (reportNotKept, holder) => {
    const run = open((error) => {
      observer.notKept(error.field);
      reportNotKept(error);
    }, holder);
    return async (write, call) => {
      if (write.key === null) return run(write, call);
      try {
        const kept = await run(write, call);
        observer.idempotency(write.field, kept.replayed ? 'replayed' : 'run');
        return kept;
      } catch (error) {
        observer.idempotency(write.field, outcomeOf(error));
        throw error;
      }
    };
  };
}

function outcomeOf(error: unknown): KeyedOutcome {
  if (error instanceof IdempotencyConflictError) return 'conflict';
  if (error instanceof OutcomeUnknownError) return 'unknown';
  return error instanceof StoreUnavailableError ? 'store_unavailable' : 'failed';
}
