import { locatedError, type ExecutionResult } from 'graphql';
import type { Moment } from '../../gateway/live/moment.ts';
import { digest } from '../../gateway/ids.ts';
import { noLogger } from '../../telemetry/log/logger.ts';
import { contextOf } from '../context.ts';
import { subscribe } from '../execution/subscribe.ts';
import type { Given } from '../execution/plan.ts';
import { execute } from '../execution/run.ts';
import type { GraphOptions, Made } from '../graph-options.ts';
import type { RequestInfo } from '../request-info.ts';
import type { PreparedOperation } from '../prepared.ts';

/** A subscription that was accepted. */
export interface Accepted extends Pick<Given, 'variables' | 'denied'> {
  readonly operation: PreparedOperation;
  readonly info: RequestInfo & { readonly request: { readonly signal: AbortSignal } };
}

/** The results of a subscription, as they come. */
export type Results = Required<Pick<AsyncIterator<ExecutionResult, undefined>, 'next' | 'return'>>;

/**
 * Executes a subscription for each moment of its topic, each time as a separate request with a request's time limit. Leaves
 * out a result that equals the one before. A result that finds nothing more to watch is the last.
 */
export function resultsOf(
  accepted: Accepted,
  options: GraphOptions,
  { providers }: Pick<Made, 'providers'>,
): Results {
  const { operation, info, variables, denied } = accepted;
  const { report, shopperTokens, requestTimeoutMs, logger = noLogger } = options;
  const plan = operation.planFor(variables);
  const givenAt = (moment: Moment | null) => {
    const { tenant, observed } = info;
    observed.length = 0;
    const accounts = tenant.accounts.map((account) =>
      account.key === moment?.account.key ? moment.account : account,
    );
    const deadline = performance.now() + requestTimeoutMs;
    const { context, end } = contextOf(
      { ...info, deadline, tenant: { ...tenant, accounts } },
      info.request,
      { report, providers, shopperTokens, isMutation: false },
      logger,
    );
    return { given: { context, variables, denied }, end };
  };

  const begin = (): Promise<AsyncIterator<unknown>> => {
    const { given, end } = givenAt(null);
    return subscribe(plan, given).finally(end);
  };

  let source: AsyncIterator<unknown> | null = null;
  let isLast = false;
  let before = '';

  const executed = async (given: Given): Promise<ExecutionResult> => execute(plan, given);
  const next = async (): Promise<IteratorResult<ExecutionResult, undefined>> => {
    for (;;) {
      if (isLast) return over;
      source ??= await begin();
      // It may have been stopped during the wait.
      const { done, value } = await (isLast ? (source.return?.() ?? over) : source.next());
      if (done) return over;
      const { given, end } = givenAt(isMoment(value) ? value : null);
      const result = await executed(given).finally(end);
      isLast = findsNothing(result);
      const now = digest(JSON.stringify(result));
      if (now === before) continue;
      before = now;
      return { done: false, value: result };
    }
  };

  const stop = async () => {
    isLast = true;
    await source?.return?.();
    return over;
  };

  return {
    next: () =>
      next().catch((error: unknown) => {
        // It cannot be subscribed to, which is reported like any other failure of a field.
        isLast = true;
        const [field] = plan.root().fields;
        const failure = locatedError(error, field?.nodes, field && [field.key]);
        return { done: false, value: { errors: [failure], data: null } };
      }),
    return: stop,
  };
}

const over = { done: true, value: undefined } as const;

function isMoment(value: unknown): value is Moment {
  return typeof value === 'object' && value !== null && 'account' in value && 'loaders' in value;
}

/** Whether there is nothing to watch, and not only nothing to report. */
function findsNothing({ data, errors }: ExecutionResult): boolean {
  return !errors && Object.values(data ?? {}).every((value) => value === null);
}
