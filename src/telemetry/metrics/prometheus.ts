import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { createByLabels } from './by-labels.ts';
import { createFold, foldTo, other } from './fold.ts';
import type { Metrics, SeenDocument, SeenRequest, Served } from './metrics.ts';
import { createIndexMetrics } from './indexes.ts';
import { createCounts, createDistributions } from './series.ts';
import { createHealthMetric, createUpstreamMetrics } from './upstream.ts';

const methods = foldTo(new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']));

/** More than there are codes of errors, and mutations. */
const maximumCodes = 64;
const maximumFields = 32;

/** The most names of trusted operations; any further operation is counted as `other`. */
const maximumOperations = 500;

/** Metrics for Prometheus, those of the process and of its event loop included. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  let served: Served = { accounts: [], operations: [] };
  const documents = createDocumentMetrics(registry);
  createHealthMetric(registry, () => served.accounts);
  createIndexMetrics(registry, () => served.accounts);
  return {
    request: createRequestMetrics(registry),
    document: documents.seen,
    sharedAnswer: createSharedAnswerMetric(registry),
    ...createWriteMetrics(registry),
    ...createBudgetMetrics(registry),
    ...createLiveMetrics(registry),
    usageReport: createUsageMetric(registry),
    erasureStep: createErasureMetric(registry),
    ...createReloadMetrics(registry),
    observerOf: createUpstreamMetrics(registry),
    serve: (now) => {
      served = now;
      documents.know(now.operations);
    },
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    snapshot: async () =>
      (await registry.getMetricsAsJSON()).map(({ name, help, type, aggregator, values }) => ({
        name,
        help,
        type: String(type),
        aggregator,
        values,
      })),
  };
}

function createRequestMetrics(registry: Registry): (seen: SeenRequest) => void {
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = createCounts(registry, {
    name: 'vaultgraph_requests_total',
    help: 'Requests by method, route and status; 0 is a connection that was cut.',
    labelNames,
  });
  const durations = createDistributions(registry, {
    name: 'vaultgraph_request_duration_seconds',
    help: 'How long requests took.',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  const counting = createByLabels(labelNames, requests);
  const observing = createByLabels(['route'], durations);
  return ({ method, route, status, durationMs }) => {
    counting({ method: methods(method), route, status: String(status ?? 0) })();
    observing({ route })(durationMs / 1000);
  };
}

function createDocumentMetrics(registry: Registry) {
  const labelNames = ['type', 'operation', 'outcome'] as const;
  const documents = createCounts(registry, {
    name: 'vaultgraph_documents_total',
    help: 'Documents by type, outcome and operation: the name of a trusted document’s operation, or other.',
    labelNames,
  });
  const counting = createByLabels(labelNames, documents);
  const errors = new Counter({
    name: 'vaultgraph_document_errors_total',
    help: 'Errors in answers by code.',
    labelNames: ['code'],
    registers: [registry],
  });
  const foldCode = createFold(maximumCodes);
  let names: ReadonlySet<string> = new Set();
  return {
    seen: ({ type, name, outcome, codes }: SeenDocument) => {
      const operation = name !== undefined && names.has(name) ? name : other;
      counting({ type: type ?? 'none', operation, outcome })();
      for (const code of codes) errors.inc({ code: foldCode(code ?? other) });
    },
    know: (operations: readonly string[]) => void (names = new Set(operations.slice(0, maximumOperations))),
  };
}

function createSharedAnswerMetric(registry: Registry): () => void {
  const shared = new Counter({
    name: 'vaultgraph_shared_answers_total',
    help: 'Requests that were given the answer of another, which asked for the same at the same time.',
    registers: [registry],
  });
  return () => shared.inc();
}

function createWriteMetrics(registry: Registry): Pick<Metrics, 'idempotency' | 'notKept'> {
  const outcomes = new Counter({
    name: 'vaultgraph_idempotency_outcomes_total',
    help: 'Writes with an idempotency key by mutation and outcome.',
    labelNames: ['mutation', 'outcome'],
    registers: [registry],
  });
  const notKept = new Counter({
    name: 'vaultgraph_idempotency_not_kept_total',
    help: 'Outcomes of writes that the store could not keep.',
    labelNames: ['mutation'],
    registers: [registry],
  });
  const fold = createFold(maximumFields);
  return {
    idempotency: (field, outcome) => outcomes.inc({ mutation: fold(field), outcome }),
    notKept: (field) => notKept.inc({ mutation: fold(field) }),
  };
}

function createBudgetMetrics(registry: Registry): Pick<Metrics, 'budget'> {
  const points = new Counter({
    name: 'vaultgraph_budget_points_total',
    help: 'Points that callers spent.',
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'vaultgraph_budget_refusals_total',
    help: 'Operations that were refused because the budget of their caller was used up.',
    registers: [registry],
  });
  return { budget: (spent, isEnough) => (isEnough ? points.inc(spent) : refusals.inc()) };
}

function createLiveMetrics(registry: Registry): Pick<Metrics, 'stream' | 'question'> {
  const open = new Gauge({
    name: 'vaultgraph_streams_open',
    help: 'Streams that are open.',
    registers: [registry],
  });
  const ended = new Counter({
    name: 'vaultgraph_streams_ended_total',
    help: 'Streams that are over, by the reason.',
    labelNames: ['reason'],
    registers: [registry],
  });
  const questions = new Counter({
    name: 'vaultgraph_live_questions_total',
    help: 'Questions to providers for all who watch the same, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return {
    stream: (event) => {
      if (event === 'opened') return open.inc();
      open.dec();
      ended.inc({ reason: event });
    },
    question: (outcome) => questions.inc({ outcome }),
  };
}

function createErasureMetric(registry: Registry): Metrics['erasureStep'] {
  const steps = new Counter({
    name: 'vaultgraph_erasure_steps_total',
    help: 'Steps of erasures that are over, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => steps.inc({ outcome: outcome.toLowerCase() });
}

function createUsageMetric(registry: Registry): Metrics['usageReport'] {
  const reports = new Counter({
    name: 'vaultgraph_usage_reports_total',
    help: 'Attempts to send a report of usage to the schema registry, by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => reports.inc({ outcome });
}

function createReloadMetrics(registry: Registry): Pick<Metrics, 'reload'> {
  const reloads = new Counter({
    name: 'vaultgraph_config_reloads_total',
    help: 'Times that the configuration was read again, by whether it was accepted.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const isCurrent = new Gauge({
    name: 'vaultgraph_config_last_reload_accepted',
    help: 'Whether the configuration was accepted when it was last read: 1 or 0.',
    aggregator: 'min',
    registers: [registry],
  });
  isCurrent.set(1);
  return {
    reload: (outcome) => {
      reloads.inc({ outcome });
      isCurrent.set(outcome === 'accepted' ? 1 : 0);
    },
  };
}
