import { SpanKind, SpanStatusCode, type Span } from '@opentelemetry/api';
import type { Origin } from '../../domain/errors.ts';
import { findTracer, inSpan } from './spans.ts';

type Headers = Readonly<Record<string, string>>;

/** A request to a provider, its route a template. */
interface Sent {
  readonly operation: string;
  readonly method: string;
  readonly route: string;
  readonly attempt: number;
  readonly headers: Headers;
}

type Send = <Answer extends { readonly status: number }>(
  sent: Sent,
  send: (headers: Headers) => Promise<Answer>,
) => Promise<Answer>;

/**
 * Gives each request to an account's provider a span and sends it as `traceparent`. Nothing else of the caller's own trace
 * is sent: its `baggage` may hold anything. Null if nothing makes spans.
 */
export function createCallSpans({ provider, account }: Origin): Send | null {
  const tracer = findTracer();
  if (!tracer) return null;
  return ({ operation, method, route, attempt, headers }, send) => {
    const attributes = {
      'http.request.method': method,
      'url.template': route,
      'http.request.resend_count': attempt - 1,
      'vaultgraph.provider': provider,
      'vaultgraph.account': account,
    };
    return inSpan(tracer, { name: operation, kind: SpanKind.CLIENT, attributes }, async (span) => {
      const answer = await send({ ...headers, traceparent: traceparentOf(span) });
      span.setAttribute('http.response.status_code', answer.status);
      if (answer.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      return answer;
    });
  };
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
