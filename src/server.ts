import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga, type GraphiQLOptions, type Plugin } from 'graphql-yoga';
import type { Authenticate } from './access/authenticate.ts';
import type { Spending } from './access/budget.ts';
import { hasScope, type Caller } from './access/caller.ts';
import type { Context } from './context.ts';
import { createDocumentRules, useDocuments, type DocumentOptions } from './documents/use-documents.ts';
import type { Account } from './gateway/account.ts';
import type { Ids } from './gateway/ids.ts';
import type { Idempotency } from './gateway/idempotency.ts';
import { createLoaders } from './gateway/loaders.ts';
import type { Serial } from './gateway/serial.ts';
import type { Fetch } from './http/fetch.ts';
import { createMask, type ReportDefect } from './mask.ts';
import type { UpstreamCall } from './port.ts';
import { schema } from './schema/index.ts';

/** What one tenant owns. */
export interface Tenant {
  readonly accounts: readonly Account[];
  readonly ids: Ids;
  readonly idempotency: Idempotency;
  readonly serial: Serial;
}

export interface ServerOptions {
  readonly tenants: ReadonlyMap<string, Tenant>;
  readonly authenticate: Authenticate;
  /** How long one request may take, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** What GraphiQL opens with; false where it is not served. */
  readonly graphiql: GraphiQLOptions | false;
  /** Which documents run, and what they may cost; the configuration file's defaults where absent. */
  readonly documents?: Omit<DocumentOptions, 'schema'>;
  /** Is told of defects; they are not shown to callers. */
  readonly report: ReportDefect;
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
}

/** The whole API as one function: `/graphql`, `/livez` and `/readyz`. */
export function createServer(options: ServerOptions): Fetch {
  const { authenticate, tenants, report, isReady = () => true } = options;
  const yoga = createGraph(options);

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/livez') return Response.json({ status: 'live' });
    if (pathname === '/readyz') {
      return isReady()
        ? Response.json({ status: 'ready' })
        : Response.json({ status: 'draining' }, { status: 503 });
    }
    const requestId = crypto.randomUUID();
    try {
      const caller = await authenticate(request);
      const tenant = caller && tenants.get(caller.tenant);
      if (!tenant) return unauthorized(requestId);
      return await yoga.fetch(request, {
        requestId,
        caller,
        tenant,
        observed: [],
        spending: { charge: null },
      });
    } catch (error) {
      // A caller who hung up is no defect, and reads no answer.
      if (!request.signal.aborted) report(error);
      return failed(requestId);
    }
  };
}

function createGraph({
  requestTimeoutMs,
  graphiql,
  report,
  documents = createDocumentRules(),
}: ServerOptions) {
  return createYoga<Arrival, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    batching: false,
    multipart: false,
    cors: false,
    logging: false,
    graphiql,
    renderGraphiQL,
    maskedErrors: { maskError: createMask(report) },
    extraParamNames: ['documentId'],
    plugins: [useDocuments({ schema, ...documents }), useAnswerExtensions()],
    context: ({ request, requestId, caller, tenant, observed, spending }) => {
      const timeout = AbortSignal.timeout(requestTimeoutMs);
      const untilTimeout = {
        signal: timeout,
        deadline: Date.now() + requestTimeoutMs,
        observe: (entry: UpstreamCall) => void observed.push(entry),
      };
      const call = { ...untilTimeout, signal: AbortSignal.any([request.signal, timeout]) };
      const { accounts, ids, idempotency, serial } = tenant;
      const writes = { call: untilTimeout, idempotency, serial };
      return { requestId, caller, spending, accounts, ids, call, writes, loaders: createLoaders(call) };
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

function unauthorized(requestId: string): Response {
  const message = 'A credential is needed: send `Authorization: Bearer …` or `x-api-key`.';
  const headers = { 'www-authenticate': 'Bearer' };
  return outsideGraphQL(requestId, { code: 'ACCESS_DENIED', message }, { status: 401, headers });
}

/** A defect before GraphQL or around it; what it was is for the report alone. */
function failed(requestId: string): Response {
  const error = { code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error.' };
  return outsideGraphQL(requestId, error, { status: 500 });
}

/** An answer of the same shape as one that GraphQL gives. */
function outsideGraphQL(
  requestId: string,
  { code, message }: { readonly code: string; readonly message: string },
  init: ResponseInit,
): Response {
  const error = { message, extensions: { code, retryable: false, requestId } };
  return Response.json({ errors: [error], extensions: { requestId } }, init);
}
