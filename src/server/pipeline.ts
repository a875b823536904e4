import { OperationTypeNode, type ExecutionResult } from 'graphql';
import type { Charge } from '../access/budget.ts';
import { deniedTo, hasScope } from '../access/caller.ts';
import type { HttpRequest } from '../http/handle.ts';
import { AccessDeniedError } from '../domain/errors.ts';
import { noLogger } from '../telemetry/log/logger.ts';
import { note } from '../telemetry/log/request.ts';
import type { Ran } from '../telemetry/operations/trace-result.ts';
import { contextOf } from './context.ts';
import { isTraced } from './extensions.ts';
import { charge } from './documents/charge.ts';
import { forbidden, noStream, refusal } from './documents/refusals.ts';
import { createDocumentRules } from './documents/rules.ts';
import { textOf } from './documents/text.ts';
import { createMask } from './errors/mask.ts';
import type { Variables } from './execution/arguments.ts';
import { execute } from './execution/run.ts';
import { resultsOf, type Results } from './live/results.ts';
import type { Lease, Streams } from './live/streams.ts';
import { eventStream, takesEvents } from './request/index.ts';
import type { GraphOptions, Made } from './graph-options.ts';
import type { RequestInfo } from './request-info.ts';
import { createPreparedDocuments, type PreparedOperation } from './prepared.ts';
import { watchEffects } from './sharing/effects.ts';
import type { Answered } from './sharing/made.ts';
import { createSharedAnswers, type Execute } from './sharing/shared-answers.ts';

/** What became of a request. */
export interface Outcome extends Answered {
  /** Null if it came to no operation. */
  readonly ran: Ran | null;
}

/** A subscription that runs: its results are yet to come. */
export interface Subscribed {
  readonly results: Results;
  readonly lease: Lease;
  readonly ran: Ran;
}

/** What became of an operation. */
type Run = Answered | Omit<Subscribed, 'ran'>;

/** An operation that its caller may run. */
interface Paid {
  readonly operation: PreparedOperation;
  readonly variables: Variables;
  readonly cost: number;
}

interface PipelineOptions extends GraphOptions {
  readonly streams: Streams;
}

/**
 * Decides which documents run: trusted ones for everyone, others for callers with `vault:explore`, none beyond the limits
 * and none beyond the caller's budget. All of it before any provider is called.
 */
export function createPipeline(options: PipelineOptions, { schema, providers }: Made) {
  const { report, shopperTokens, logger = noLogger, metrics, streams } = options;
  const rules = createDocumentRules(options.documents);
  const { limits, budget, shopperBudget, trusted } = rules;
  const documents = createPreparedDocuments(schema, rules);
  const maskError = createMask(report);
  const share = createSharedAnswers({ logger, onShared: () => metrics?.sharedAnswer?.() });

  const find = (
    request: HttpRequest,
    { parameters, caller }: RequestInfo,
  ): PreparedOperation | ExecutionResult => {
    const text = textOf(request, parameters, trusted);
    const mayExplore = hasScope(caller, 'vault:explore');
    if (!mayExplore && !documents.isTrusted(text)) throw forbidden('vault:explore');
    const document = documents.of(text);
    const operation = document.operation(parameters.operationName);
    if (!operation) throw refusal('Could not determine what operation to execute.', { status: 400 });
    if (request.method === 'GET' && operation.node.operation === OperationTypeNode.MUTATION) {
      const message = 'Can only perform a mutation operation from a POST request.';
      throw refusal(message, { status: 405, headers: { allow: 'POST' } });
    }
    if (operation.node.operation === OperationTypeNode.SUBSCRIPTION && !takesEvents(request.headers)) {
      const message = `A subscription is answered with ${eventStream}; accept it.`;
      throw refusal(message, { status: 406 });
    }
    if (document.introspects && !mayExplore) throw new AccessDeniedError(['vault:explore']);
    return document.errors.length > 0 ? { errors: document.errors } : operation;
  };

  /** Runs what may be run and is paid for. */
  const run = (operation: PreparedOperation, request: HttpRequest, info: RequestInfo): Run | Promise<Run> => {
    const { caller, spending, tenant, parameters } = info;
    const sent = parameters.variables ?? {};
    const { values: variables, errors } = operation.coerce(sent);
    if (errors.length > 0) return { result: { errors } };
    operation.checkLengths(sent);
    const cost = operation.costOf({
      variables,
      accounts: tenant.accounts.length,
      customers: caller.shopper?.length ?? 0,
    });
    if (cost > limits.maxCost) {
      const message = `The operation costs ${cost} points; ${limits.maxCost} are allowed.`;
      throw refusal(message, { status: 400 }, { nodes: operation.node });
    }
    const isSubscription = operation.node.operation === OperationTypeNode.SUBSCRIPTION;
    if (isSubscription && !streams.hasRoom(caller)) throw noStream();
    const paid = (charged: Charge): Run | Promise<Run> => {
      spending.charge = charged;
      return runPaid({ operation, variables, cost }, request, info);
    };
    const charged = charge(caller.shopper ? shopperBudget : budget, caller, cost);
    return charged instanceof Promise ? charged.then(paid) : paid(charged);
  };

  const runPaid = (
    { operation, variables, cost }: Paid,
    request: HttpRequest,
    info: RequestInfo,
  ): Run | Promise<Run> => {
    const { caller, tenant } = info;
    const denied = deniedTo(caller);
    if (operation.node.operation === OperationTypeNode.SUBSCRIPTION) {
      const accepted = { operation, info: { ...info, request }, variables, denied };
      const results = resultsOf(accepted, options, { providers });
      const lease = streams.open(caller);
      if (!lease) throw noStream();
      return { results, lease };
    }
    const isMutation = operation.node.operation === OperationTypeNode.MUTATION;
    const plan = operation.planFor(variables);
    const executeUntil: Execute = async (until) => {
      const { audit, answerAlone, effects } = watchEffects(info.audit);
      const terms = { report, providers, shopperTokens, isMutation, mayBeCached: !isMutation };
      const { context, end } = contextOf(info, until, { ...terms, audit, answerAlone }, logger);
      try {
        const executed = execute(plan, { context, variables, denied });
        // Only a promise is awaited: that of a result which is there takes time.
        return { result: executed instanceof Promise ? await executed : executed, effects };
      } finally {
        end();
      }
    };
    const { barrier } = tenant;
    const isAlone = operation.isAlone || cost === 0 || isTraced(request);
    if (isAlone || !barrier) return executeUntil(request);
    return share({ operation, request, info, barrier }, executeUntil);
  };

  return async (request: HttpRequest, info: RequestInfo): Promise<Outcome | Subscribed> => {
    let ran: Ran | null = null;
    try {
      const found = find(request, info);
      if (!('node' in found)) return { ran, result: found };
      ran = found.ran;
      note({ operationName: ran.name, documentHash: ran.hash });
      const answered = await run(found, request, info);
      if ('lease' in answered) return { ...answered, ran };
      const { result, dataBytes } = answered;
      if (!result.errors) return { ran, result, dataBytes };
      return { ran, result: { ...result, errors: result.errors.map(maskError) } };
    } catch (error) {
      return { ran, result: { errors: [maskError(error)] } };
    }
  };
}
