import type { ExecutionResult } from 'graphql';
import { hasScope } from '../access/caller.ts';
import type { RequestHead } from '../http/handle.ts';
import type { CachedRead } from '../port.ts';
import type { AuthenticatedRequest } from './authentication.ts';

/** Adds the request id to an answer and its errors; the upstream trace and the cost for those who ask and may see it. */
export function extended(
  result: ExecutionResult,
  request: Pick<RequestHead, 'headers'>,
  info: AuthenticatedRequest,
): ExecutionResult {
  const { requestId, caller, observed, cachedReads, spending } = info;
  const traced = isTraced(request) && hasScope(caller, 'vault:trace');
  const showsCost = request.headers.get('x-vaultgraph-cost') === '1' && spending.charge !== null;
  for (const error of result.errors ?? []) Object.assign(error.extensions, { requestId });
  return {
    ...result,
    extensions: {
      ...result.extensions,
      requestId,
      ...(traced ? { upstream: { total: observed.length, calls: observed, ...cachedOf(cachedReads) } } : {}),
      ...(showsCost ? { cost: spending.charge } : {}),
    },
  };
}

/** Whether a request asks which calls to providers it took. */
export function isTraced({ headers }: Pick<RequestHead, 'headers'>): boolean {
  return headers.get('x-vaultgraph-trace') === '1';
}

/** The reads that caches answered; nothing if none did. */
function cachedOf(reads: readonly CachedRead[] | null) {
  if (!reads || reads.length === 0) return {};
  const cached = reads.map(({ account, operation, ageMs }) => ({
    account,
    operation,
    ageSeconds: Math.ceil(ageMs / 1000),
  }));
  return { cached };
}
