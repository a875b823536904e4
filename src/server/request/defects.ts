import type { Handle } from '../../http/handle.ts';
import { refuse } from './refusal.ts';

/** Reports unexpected errors, and shows the caller only that one occurred. */
export function withDefectsHidden(handle: Handle, report: (error: unknown) => void): Handle {
  return async (request) => {
    try {
      return await handle(request);
    } catch (error) {
      // A caller who hung up is no defect, and reads no answer.
      if (!request.signal.aborted) report(error);
      const message = 'Unexpected error.';
      return refuse(request, { status: 500, code: 'INTERNAL_SERVER_ERROR', message });
    }
  };
}
