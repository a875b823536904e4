import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { findTracer, inSpan } from './spans.ts';

/** What a span records of a document. Its name is left out, because a caller may have put anything into it. */
interface RecordedDocument {
  readonly type: string | null;
  readonly outcome: 'success' | 'partial' | 'failure';
  readonly codes: readonly (string | undefined)[];
}

type Run = <Result>(
  work: (record: (document: RecordedDocument) => void) => Promise<Result>,
) => Promise<Result>;

const maximumCodes = 10;

/** Gives each document a span. */
export function createDocumentSpans(): Run {
  const tracer = findTracer();
  if (!tracer) return (work) => work(() => undefined);
  return (work) =>
    inSpan(tracer, { name: 'document', kind: SpanKind.INTERNAL }, (span) =>
      work(({ type, outcome, codes }) => {
        span.updateName(type ?? 'document');
        if (type) span.setAttribute('graphql.operation.type', type);
        span.setAttribute('vaultgraph.outcome', outcome);
        const recorded = [...new Set(codes.filter((code) => code !== undefined))].slice(0, maximumCodes);
        if (recorded.length > 0) span.setAttribute('vaultgraph.codes', recorded);
        if (outcome === 'failure') span.setStatus({ code: SpanStatusCode.ERROR });
      }),
    );
}
