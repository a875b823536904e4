import type { Handle, HandleFor } from '../../http/handle.ts';
import {
  withAuthentication,
  type AuthenticatedRequest,
  type AuthenticationOptions,
} from '../authentication.ts';
import { isReadable, refuse, withCors, withDefectsHidden, withTimeLimit } from '../request/index.ts';
import { createExports, type ExportOptions } from './export.ts';

export { exportPath } from './export.ts';

interface GuardedOptions extends ExportOptions, AuthenticationOptions {
  readonly requestTimeoutMs: number;
  readonly origins: readonly string[];
}

/** Exports behind everything that is looked at before: where a request is from, what it is, and who sent it. */
export function createGuardedExports(options: GuardedOptions): Handle {
  const exports = withTimeLimit<AuthenticatedRequest>(createExports(options), options);
  const answered = withPost(withAuthentication(withJsonBody(exports), options));
  return withCors(withDefectsHidden(answered, options.report), options);
}

const allow = 'POST, OPTIONS';

function withPost(handle: Handle): Handle {
  return async (request) => {
    if (request.method === 'POST') return handle(request);
    if (request.method === 'OPTIONS') return { status: 204, headers: { allow }, body: null };
    return refuse(request, { status: 405, code: 'INVALID_INPUT', message: 'Use POST.', headers: { allow } });
  };
}

/** A page of another origin cannot send JSON without being asked for its permission first. */
function withJsonBody<Info>(handle: HandleFor<Info>): HandleFor<Info> {
  return async (request, info) => {
    if (isReadable(request.headers)) return handle(request, info);
    const message = 'The body must be application/json, in UTF-8.';
    return refuse(request, { status: 415, code: 'INVALID_INPUT', message });
  };
}
