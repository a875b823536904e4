import type { Logger } from '../../telemetry/log/logger.ts';
import { count, note } from '../../telemetry/log/request.ts';
import { cachedObserverOf, observerOf } from '../context.ts';
import type { RequestInfo } from '../request-info.ts';
import type { Made } from './made.ts';

/** Records of a request what its own execution would have recorded, for it is given the answer of another. */
export function takeOver(
  { requestId, calls, cachedReads, audited, outdatedIds }: Made,
  info: RequestInfo,
  logger: Logger,
): void {
  const observe = observerOf(info, logger);
  for (const call of calls) observe({ ...call, shared: true });
  if (cachedReads && info.cachedReads) cachedReads.forEach(cachedObserverOf(info.cachedReads));
  for (const act of audited) info.audit(act);
  if (outdatedIds > 0) count('outdatedIds', outdatedIds);
  note({ sharedWith: requestId });
}
