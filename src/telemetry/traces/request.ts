import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { pathOf, type Handle, type HeaderReader } from '../../http/handle.ts';
import { findTracer, inSpan } from './spans.ts';

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** Gives each request a span below its sender's, which its `traceparent` names. */
export function withRequestSpan(handle: Handle, graphPath: string): Handle {
  const tracer = findTracer();
  if (!tracer) return handle;
  const routes: ReadonlySet<string> = new Set([graphPath, '/export', '/livez', '/readyz']);
  return (request) => {
    const path = pathOf(request);
    // Anything may stand in a path or a method that is not one of ours.
    const route = routes.has(path) ? path : 'other';
    const method = methods.has(request.method) ? request.method : '_OTHER';
    const attributes = { 'http.request.method': method, 'http.route': route };
    const described = { name: `${method} ${route}`, kind: SpanKind.SERVER, attributes };
    return inSpan(tracer, { ...described, parent: parentOf(request) }, async (span) => {
      const answer = await handle(request);
      span.setAttribute('http.response.status_code', answer.status);
      if (answer.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      return answer;
    });
  };
}

/** A server around this one may have a span for the request already. */
function parentOf({ headers }: { readonly headers: HeaderReader }) {
  return trace.getActiveSpan() ? context.active() : propagation.extract(ROOT_CONTEXT, headers, reader);
}

const reader = {
  get: (headers: HeaderReader, name: string) => headers.get(name) ?? undefined,
  keys: () => [],
};
