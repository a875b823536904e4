import type { Fetch } from '../http/fetch.ts';
import { refuse } from './refusal.ts';

/** Reports what goes wrong unexpectedly, and tells the caller no more than that it did. */
export function withDefectsHidden(fetch: Fetch, report: (error: unknown) => void): Fetch {
  return async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      // A caller who hung up is no defect, and reads no answer.
      if (!request.signal.aborted) report(error);
      const message = 'Unexpected error.';
      return refuse(request, { status: 500, code: 'INTERNAL_SERVER_ERROR', message });
    }
  };
}
