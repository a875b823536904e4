import type { ExecutionResult } from 'graphql';
import type { CachedRead, UpstreamCall } from '../../port.ts';
import { idsOutdatedSoFar } from '../../telemetry/log/request.ts';
import type { RequestInfo } from '../request-info.ts';
import type { Effects } from './effects.ts';

/** A result; its data as JSON, too, if several requests are given it: that is made once for all of them. */
export interface Answered {
  readonly result: ExecutionResult;
  readonly dataBytes?: (() => Uint8Array) | undefined;
}

/** An answer that was made for one request, and what another must take over to be given it. */
export interface Made {
  readonly result: ExecutionResult;
  /** Whether other requests may get it: it has no errors and nothing about the request that it was made for. */
  readonly isForAll: boolean;
  readonly dataBytes: () => Uint8Array;
  readonly requestId: string;
  readonly calls: readonly UpstreamCall[];
  readonly cachedReads: readonly CachedRead[] | null;
  readonly audited: Effects['audited'];
  readonly outdatedIds: number;
}

/** To be called by the request that was executed, once it is. */
export function toMade(
  { result, effects }: { readonly result: ExecutionResult; readonly effects: Effects },
  { requestId, observed, cachedReads }: RequestInfo,
): Made {
  let dataBytes: Uint8Array | null = null;
  return {
    result,
    isForAll: !result.errors && !effects.isOwn(),
    dataBytes: () => (dataBytes ??= Buffer.from(JSON.stringify(result.data))),
    requestId,
    calls: observed,
    cachedReads,
    audited: effects.audited,
    outdatedIds: idsOutdatedSoFar(),
  };
}
