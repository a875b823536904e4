import type { GraphQLSchema } from 'graphql';
import { createYoga, type GraphiQLOptions, type Plugin } from 'graphql-yoga';
import { UncheckedCredentialError, type Authenticate } from './access/authenticate.ts';
import type { Spending } from './access/budget.ts';
import { hasScope, type Caller } from './access/caller.ts';
import { noAudit, type Audit, type AuditAct } from './audit/audit.ts';
import type { Context } from './context.ts';
import { useIntrospectionScope } from './documents/introspection.ts';
import { createDocumentRules, useDocuments, type GivenDocumentRules } from './documents/use-documents.ts';
import { useQuietErrors } from './errors/use-quiet-errors.ts';
import { useVariableChecks } from './errors/use-variable-checks.ts';
import type { Account } from './gateway/account.ts';
import { createLoaders } from './gateway/loaders.ts';
import type { Fetch } from './http/fetch.ts';
import { noLogger, type Logger } from './log/logger.ts';
import { note } from './log/request.ts';
import { createMask, type ReportDefect } from './mask.ts';
import type { UpstreamCall } from './port.ts';
import { definitions } from './providers/definitions.ts';
import {
  refuse,
  requestIdOf,
  useParameters,
  withDefectsHidden,
  withRequestRules,
  withSecurityHeaders,
  withThreshold,
  type Parameters,
} from './surface/index.ts';
import type { Tenant } from './tenant.ts';
import { useTraces } from './traces/use-traces.ts';

export interface ServerOptions {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly authenticate: Authenticate;
  /** How long one request may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** What GraphiQL opens with; false where it is not served. */
  readonly graphiql: GraphiQLOptions | false;
  /** Whose pages may ask from a browser; none where absent. */
  readonly origins?: readonly string[];
  /** How large the body of a request may be; 100 KiB where absent. */
  readonly bodyBytes?: number;
  /** Which documents run, and what they may cost; the configuration file's defaults for whatever is absent. */
  readonly documents?: GivenDocumentRules;
  /** Is told of defects; they are not shown to callers. */
  readonly report: ReportDefect;
  /** Where calls and failures are told; nowhere where absent. */
  readonly logger?: Logger;
  /** Where changes and refusals are recorded; nowhere where absent. */
  readonly audit?: Audit;
  /** Whether new requests should come here; asked for `/readyz`. */
  readonly isReady?: () => boolean;
}

/** What belongs to one request before GraphQL has seen it. */
interface Arrival {
  readonly requestId: string;
  readonly caller: Caller;
  readonly tenant: Tenant;
  readonly observed: UpstreamCall[];
  readonly spending: Spending;
  readonly audit: (act: AuditAct) => void;
  readonly parameters: Parameters;
}

/** The whole API as one function: `/graphql`, `/livez` and `/readyz`. */
export async function createServer(options: ServerOptions): Promise<Fetch> {
  const { report, graphiql, origins = [], isReady = () => true, tenants } = options;
  for (const { accounts } of tenants.values()) accounts.forEach(insistOnProvider);
  // Not before: the graph is built of the providers that are registered by now.
  const { schema } = await import('./schema/index.ts');
  const graph = withThreshold(createDoor(options, schema), { origins, graphiql });

  const route: Fetch = async (request) => {
    note({ requestId: requestIdOf(request) });
    switch (URL.parse(request.url)?.pathname ?? '') {
      case '/graphql':
        return graph(request);
      case '/livez':
        return Response.json({ status: 'live' });
      case '/readyz':
        return isReady()
          ? Response.json({ status: 'ready' })
          : Response.json({ status: 'draining' }, { status: 503 });
      default:
        return refuse(request, { status: 404, code: 'NOT_FOUND', message: 'The graph is at /graphql.' });
    }
  };
  return withSecurityHeaders(withDefectsHidden(route, report));
}

/** An account of a provider that the graph does not have would fail in every list it stands in. */
function insistOnProvider({ key, provider }: Account): void {
  if (definitions.has(provider)) return;
  throw new Error(
    `The account ${key} is at ${provider}, which is not registered: call registerProvider first.`,
  );
}

/** Lets in who is known, before anything that was sent is read. */
function createDoor(options: ServerOptions, schema: GraphQLSchema): Fetch {
  const { authenticate, tenants, report, audit = noAudit, bodyBytes = 102_400 } = options;
  const yoga = createGraph(options, schema);
  const graph = withRequestRules<Omit<Arrival, 'parameters'>>(
    async (request, arrival) => yoga.fetch(request, arrival),
    { bodyBytes },
  );

  return async (request) => {
    const requestId = requestIdOf(request);
    const caller = await authenticate(request).catch((error: unknown) => {
      if (!(error instanceof UncheckedCredentialError)) throw error;
      report(error);
      return 'unchecked' as const;
    });
    if (caller === 'unchecked') return refuse(request, uncheckedCredential);
    const tenant = caller && tenants.get(caller.tenant);
    if (!tenant) {
      audit({ ...nobody, requestId });
      return refuse(request, noCredential);
    }
    note({ tenant: caller.tenant });
    return graph(request, {
      requestId,
      caller,
      tenant,
      observed: [],
      spending: { charge: null },
      audit: (act) => audit({ ...act, requestId, tenant: caller.tenant, caller: caller.subject }),
    });
  };
}

function createGraph(options: ServerOptions, schema: GraphQLSchema) {
  const { requestTimeoutMs, report, logger = noLogger, documents } = options;
  return createYoga<Arrival, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    logging: false,
    graphiql: false,
    maxRequestBodySize: false,
    maskedErrors: { maskError: createMask(report) },
    extraParamNames: ['documentId'],
    plugins: [
      useParameters(),
      useQuietErrors(),
      useTraces(logger),
      useIntrospectionScope(),
      useVariableChecks(),
      useDocuments({ schema, ...createDocumentRules(documents) }),
      useAnswerExtensions(),
    ],
    context: ({ request, requestId, caller, tenant, observed, spending, audit }) => {
      const timeout = AbortSignal.timeout(requestTimeoutMs);
      const untilTimeout = {
        signal: timeout,
        deadline: Date.now() + requestTimeoutMs,
        observe: (entry: UpstreamCall) => {
          observed.push(entry);
          logger.info('upstream call', entry);
        },
      };
      const call = { ...untilTimeout, signal: AbortSignal.any([request.signal, timeout]) };
      const { accounts, ids, idempotency, serial } = tenant;
      const writes = { call: untilTimeout, idempotency, serial };
      return {
        requestId,
        caller,
        spending,
        audit,
        accounts,
        ids,
        call,
        writes,
        loaders: createLoaders(call),
      };
    },
  });
}

/** Adds the request id to every answer and every error, and the upstream trace for those who may see it. */
function useAnswerExtensions(): Plugin<Record<string, never>, Arrival> {
  return {
    onResultProcess(processing) {
      const { request, result, serverContext } = processing;
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      const { requestId, caller, observed, spending } = serverContext;
      const traced = request.headers.get('x-vaultgraph-trace') === '1' && hasScope(caller, 'vault:trace');
      const told = request.headers.get('x-vaultgraph-cost') === '1' && spending.charge !== null;
      for (const error of result.errors ?? []) Object.assign(error.extensions, { requestId });
      const upstream = { total: observed.length, calls: observed };
      processing.setResult({
        ...result,
        extensions: {
          ...result.extensions,
          requestId,
          ...(traced ? { upstream } : {}),
          ...(told ? { cost: spending.charge } : {}),
        },
      });
    },
  };
}

/** The record of somebody who was not let in. */
const nobody = {
  tenant: null,
  caller: null,
  action: 'authenticate',
  objectId: null,
  account: null,
  outcome: 'ACCESS_DENIED',
};

const uncheckedCredential = {
  status: 503,
  code: 'ACCESS_DENIED',
  message: 'The credential could not be checked now: try again.',
  retryable: true,
  headers: { 'retry-after': '5' },
} as const;

const noCredential = {
  status: 401,
  code: 'ACCESS_DENIED',
  message: 'A credential is needed: send `Authorization: Bearer …` or `x-api-key`.',
  headers: { 'www-authenticate': 'Bearer' },
} as const;
