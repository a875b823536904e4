import type { ExecutionResult } from 'graphql';
import { processRegularResult, type FetchAPI } from 'graphql-yoga';
import type { HandleFor, HttpAnswer, HttpRequest } from '../http/handle.ts';
import { noLogger } from '../telemetry/log/logger.ts';
import { inThisRequest } from '../telemetry/log/request.ts';
import type { SeenDocument } from '../telemetry/metrics/metrics.ts';
import { traceResult } from '../telemetry/operations/trace-result.ts';
import { createDocumentSpans } from '../telemetry/traces/document.ts';
import { withAge } from './answer-age.ts';
import { oneErrorPerCause } from './errors/one-error-per-cause.ts';
import { quietErrors } from './errors/quiet-errors.ts';
import { extended } from './extensions.ts';
import type { GraphOptions, Made } from './graph-options.ts';
import { createMask } from './errors/mask.ts';
import { toEvents, toStream } from './live/answer.ts';
import { createStreams } from './live/streams.ts';
import { createPipeline, type Subscribed } from './pipeline.ts';
import type { RequestInfo } from './request-info.ts';
import { answerTypeFor } from './request/index.ts';

/** Runs a request's document, then quiets, records and extends its result, whether it ran or was refused. */
export function createGraph(options: GraphOptions, made: Made): HandleFor<RequestInfo> {
  const { logger = noLogger, metrics, usage } = options;
  const streams = options.streams ?? createStreams();
  const pipeline = createPipeline({ ...options, streams }, made);
  const maskError = createMask(options.report);
  const inSpan = createDocumentSpans();

  const subscribed = (
    { results, lease, ran }: Subscribed,
    request: HttpRequest,
    info: RequestInfo,
  ): HttpAnswer => {
    const start = performance.now();
    let seen = metrics?.document;
    const within = inThisRequest();
    return toStream(results, lease, streams, {
      signal: request.signal,
      finish: (result) => {
        const masked = result.errors ? { ...result, errors: result.errors.map(maskError) } : result;
        const answered = toAnswered(masked, info);
        traceResult(answered, { ran, audit: info.audit, logger, seen });
        // A document counts once, with its first result.
        seen = undefined;
        return extended(answered, request, info);
      },
      ended: (outcome) =>
        within(() => logger.info('stream', { outcome, durationMs: Math.round(performance.now() - start) })),
    });
  };

  return (request, info) => {
    const start = performance.now();
    return inSpan(async (record) => {
      const outcome = await pipeline(request, info);
      if ('lease' in outcome) {
        record({ type: outcome.ran.type, outcome: 'success', codes: [] });
        return subscribed(outcome, request, info);
      }
      const { result, ran, dataBytes } = outcome;
      const answered = toAnswered(result, info);
      const seen = (document: SeenDocument): void => {
        metrics?.document(document);
        record(document);
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
      return withAge(toAnswer(extended(answered, request, info), request, dataBytes), info.cachedReads);
    });
  };
}

function toAnswered(result: ExecutionResult, { caller }: RequestInfo): ExecutionResult {
  return result.errors ? oneErrorPerCause(quietErrors(result, caller)) : result;
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

/** The status and headers of GraphQL over HTTP; yoga applies its rules for errors. */
function toAnswer(
  result: ExecutionResult,
  { headers }: HttpRequest,
  dataBytes?: () => Uint8Array,
): HttpAnswer {
  const wanted = answerTypeFor(headers);
  if (wanted === null && 'data' in result) return toEvents(result);
  const type = wanted ?? 'application/json';
  if (result.errors) return processRegularResult(result as never, rendering, type) as unknown as Rendered;
  const body = dataBytes ? withData(dataBytes(), result.extensions) : JSON.stringify(result);
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body };
}

const opening = Buffer.from('{"data":');

function withData(data: Uint8Array, extensions: ExecutionResult['extensions']): Uint8Array {
  return Buffer.concat([opening, data, Buffer.from(`,"extensions":${JSON.stringify(extensions)}}`)]);
}
