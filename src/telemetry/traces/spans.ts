import {
  context,
  ProxyTracerProvider,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api';

const name = 'vaultgraph';

/** What makes spans; null if no SDK is registered, so that spans cost nothing then. */
export function findTracer(): Tracer | null {
  const provider = trace.getTracerProvider();
  const isUnset = provider instanceof ProxyTracerProvider && !provider.getDelegateTracer(name);
  return isUnset ? null : provider.getTracer(name);
}

interface Described {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes?: Attributes;
  /** The parent; the active context if absent. */
  readonly parent?: Context;
}

/** Does `work` within a span. The span records that an error occurred, never its message. */
export function inSpan<Result>(
  tracer: Tracer,
  { name: spanName, kind, attributes = {}, parent = context.active() }: Described,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const span = tracer.startSpan(spanName, { kind, attributes }, parent);
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
