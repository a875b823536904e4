import type { ShopperTokens } from '../access/shopper-tokens.ts';
import { createLoaders } from '../gateway/loaders.ts';
import { createRecordIds } from '../gateway/page-ids.ts';
import { createReach } from '../gateway/reach/reach.ts';
import type { OutcomeNotKeptError } from '../gateway/idempotency/claimed-write.ts';
import type { Context } from '../builder/context.ts';
import type { Call, CachedRead, UpstreamCall } from '../port.ts';
import type { AuditAct } from '../telemetry/audit/audit.ts';
import type { Logger } from '../telemetry/log/logger.ts';
import { count, countUpstream } from '../telemetry/log/request.ts';
import { createDeadline } from './deadline.ts';
import type { ReportDefect } from './errors/mask.ts';
import type { RequestInfo } from './request-info.ts';

interface ContextOptions extends Pick<Context, 'providers'>, Partial<Pick<Context, 'audit' | 'answerAlone'>> {
  readonly report: ReportDefect;
  /** Whether the request changes something: its reads are its own then. */
  readonly isMutation: boolean;
  /** Whether caches may answer; they may not if absent. */
  readonly mayBeCached?: boolean;
  readonly shopperTokens?: Pick<ShopperTokens, 'issue'> | undefined;
}

interface Made {
  readonly context: Context;
  /** The request has its answer. */
  readonly end: () => void;
}

/** What the resolvers of one request may reach, until its signal aborts or its time is over. */
export function contextOf(
  info: Omit<RequestInfo, 'timeLimitMs' | 'parameters'>,
  request: { readonly signal: AbortSignal },
  options: ContextOptions,
  logger: Logger,
): Made {
  const { requestId, caller, tenant, cachedReads, spending, deadline } = info;
  const { report, providers, isMutation, mayBeCached = false, shopperTokens } = options;
  const { audit = info.audit, answerAlone = nothing } = options;
  const { call, untilTimeout, end } = createDeadline({
    deadline,
    caller: caller.subject,
    request,
    observe: observerOf(info, logger),
    isMutation,
  });
  const { ids, serial, hub, erasures, receipts, now } = tenant;
  const freshLoaders = createLoaders(call);
  const loaders =
    mayBeCached && cachedReads
      ? createLoaders(allowingCaches(call, cachedObserverOf(cachedReads)))
      : freshLoaders;
  const reach = caller.shopper
    ? createReach(caller.shopper, { accounts: tenant.accounts, ids, loaders })
    : null;
  const idempotency = tenant.idempotency((error) => {
    report(error);
    audit(notKept(error));
  }, reach?.digest);
  const writes = { call: untilTimeout, idempotency, serial };
  const context = {
    accounts: (reach ?? tenant).accounts,
    reach,
    ids,
    call,
    writes,
    loaders,
    freshLoaders,
    requestId,
    caller,
    providers,
    issueShopperToken: shopperTokens?.issue ?? null,
    recordIds: createRecordIds(ids),
    spending,
    audit,
    answerAlone,
    watch: hub.watch,
    erasures,
    receipts,
    now,
  };
  return { context, end };
}

function nothing(): void {
  // No other request is given the answer.
}

/** Records the calls to providers that a request takes, or waits along for. */
export function observerOf(
  { observed }: Pick<RequestInfo, 'observed'>,
  logger: Logger,
): (call: UpstreamCall) => void {
  return (call) => {
    observed.push(call);
    countUpstream(call);
    logger.debug('upstream call', call);
  };
}

/** Records the reads that caches answer for a request. */
export function cachedObserverOf(reads: CachedRead[]): (read: CachedRead) => void {
  return (read) => {
    reads.push(read);
    count('cachedReads', 1);
  };
}

/** A call whose signal is still made when it is asked for. */
function allowingCaches(call: Call, cached: NonNullable<Call['cached']>): Call {
  const { deadline, caller, observe } = call;
  return {
    deadline,
    ...(caller !== undefined && { caller }),
    observe,
    cached,
    get signal() {
      return call.signal;
    },
  };
}

/** The record of a write whose caller has an outcome that the store could not keep. */
function notKept({ field, origin }: OutcomeNotKeptError): AuditAct {
  return { action: field, objectId: null, account: origin.account, outcome: 'OUTCOME_NOT_KEPT' };
}
