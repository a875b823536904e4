import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { processRegularResult, type FetchAPI } from 'graphql-yoga';
import type { ShopperTokens } from '../access/shopper-tokens.ts';
import type { HandleFor, HttpAnswer, HttpRequest } from '../http/handle.ts';
import type { ProviderDefinition } from '../providers/define.ts';
import { noLogger, type Logger } from '../telemetry/log/logger.ts';
import type { Metrics, SeenDocument } from '../telemetry/metrics/metrics.ts';
import type { UsageReports } from '../telemetry/usage/usage-reports.ts';
import { traceResult } from '../telemetry/operations/trace-result.ts';
import { createDocumentSpans } from '../telemetry/traces/document.ts';
import type { AuthenticatedRequest, AuthenticationOptions } from './authentication.ts';
import type { GivenDocumentRules } from './documents/rules.ts';
import { oneErrorPerCause } from './errors/one-error-per-cause.ts';
import { quietErrors } from './errors/quiet-errors.ts';
import { extended } from './extensions.ts';
import { createPipeline } from './pipeline.ts';
import { answerTypeFor, type Readable } from './request/index.ts';

export interface GraphOptions extends AuthenticationOptions {
  /** How long one request may take, in milliseconds; a caller may ask for less. */
  readonly requestTimeoutMs: number;
  /** Where the graph is; `/graphql` if absent. */
  readonly path?: string;
  /** Issues credentials for shoppers; nobody can ask for one if absent. */
  readonly shopperTokens?: Pick<ShopperTokens, 'issue'> | undefined;
  /** Which documents run, and what they may cost; the configuration file's defaults for whatever is absent. */
  readonly documents?: GivenDocumentRules;
  /** Is given calls and failures; nothing is logged if absent. */
  readonly logger?: Logger;
  /** Where documents are counted; nowhere if absent. */
  readonly metrics?: Pick<Metrics, 'document'> | undefined;
  /** Tells a schema registry of trusted documents that ran; nobody is told if absent. */
  readonly usage?: Pick<UsageReports, 'used'> | undefined;
}

/** The schema, and the providers it is made of. */
export interface Made {
  readonly schema: GraphQLSchema;
  readonly providers: ReadonlyMap<string, ProviderDefinition>;
}

/** What belongs to one request before GraphQL has seen it. */
export interface RequestInfo extends AuthenticatedRequest, Readable {}

/** Runs what a request asks, and does to every result what belongs to it, whatever became of the document. */
export function createGraph(options: GraphOptions, made: Made): HandleFor<RequestInfo> {
  const { logger = noLogger, metrics, usage } = options;
  const pipeline = createPipeline(options, made);
  const inSpan = createDocumentSpans();
  return async (request, info) => {
    const start = performance.now();
    const told = await inSpan(async (tell) => {
      const { result, ran } = await pipeline(request, info);
      const answered = result.errors ? oneErrorPerCause(quietErrors(result, info.caller)) : result;
      const seen = (document: SeenDocument): void => {
        metrics?.document(document);
        tell(document);
      };
      traceResult(answered, { ran, audit: info.audit, logger, seen });
      if (ran?.trusted) {
        usage?.used({
          schema: made.schema,
          document: ran.trusted,
          operationName: ran.name,
          errors: answered.errors?.length ?? 0,
          durationMs: performance.now() - start,
        });
      }
      return answered;
    });
    return toAnswer(extended(told, request, info), request);
  };
}

/** Takes what a web `Response` is made of, as far as yoga gives it. */
class Rendered implements HttpAnswer {
  readonly body: string;
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(body: string, { status, headers }: { status: number; headers: Record<string, string> }) {
    this.body = body;
    this.status = status;
    this.headers = lowerCase(headers);
  }
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

const rendering = { Response: Rendered } as unknown as FetchAPI;

/** Status and headers as GraphQL over HTTP has them, of which yoga knows the rules for errors. */
function toAnswer(result: ExecutionResult, { headers }: HttpRequest): HttpAnswer {
  const type = answerTypeFor(headers) ?? 'application/json';
  if (result.errors) return processRegularResult(result as never, rendering, type) as unknown as Rendered;
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body: JSON.stringify(result) };
}
