import { GraphQLSchema } from 'graphql';
import type { Account } from '../gateway/account.ts';
import { pathOf, searchOf, type Handle, type HttpAnswer, type HttpRequest } from '../http/handle.ts';
import { fromResponse, toFetch, type Served } from '../http/web.ts';
import type { ProviderDefinition } from '../providers/define.ts';
import { byCode, definitions } from '../providers/definitions.ts';
import { note } from '../telemetry/log/request.ts';
import { withAuditedReads } from '../telemetry/operations/audited-reads.ts';
import { withRequestSpan } from '../telemetry/traces/request.ts';
import { withAuthentication, type AuthenticatedRequest } from './authentication.ts';
import { createGraph } from './graph.ts';
import type { GraphOptions, Made } from './graph-options.ts';
import { createDocumentRules } from './documents/rules.ts';
import { createGuardedExports, exportPath } from './export/index.ts';
import { createProbes } from './probes.ts';
import { createReceiptKeysPage, receiptKeysPath } from './receipt-keys.ts';
import { createWebhooks, webhooksPath } from './webhooks.ts';
import {
  refuse,
  withDefectsHidden,
  withRequestRules,
  withSecurityHeaders,
  withChecksBeforeAuthentication,
  type GraphiqlPage,
} from './request/index.ts';

export interface ServerOptions extends GraphOptions {
  /** The providers of the graph; the registered ones if absent. */
  readonly providers?: Iterable<ProviderDefinition>;
  /** What GraphiQL opens with; false if it is not served. */
  readonly graphiql: GraphiqlPage | false;
  /** Answers `/console` and everything below it; nothing is there if absent. */
  readonly console?: Handle | undefined;
  /** The origins of pages that may send requests from a browser; none if absent. */
  readonly origins?: readonly string[];
  /** The origins of pages that may send requests with a shopper's credential only; none if absent. */
  readonly shopperOrigins?: readonly string[];
  /** How large the body of a request may be; 100 KiB if absent. */
  readonly bodyBytes?: number;
  /** Markdown that is added to the schema's description; nothing if absent. */
  readonly hints?: string | undefined;
  /** Whether the audit also records who read which customer, payment method or link; false if absent. */
  readonly auditReads?: boolean;
  /** Whether new requests should come here; asked for `/readyz`. */
  readonly isReady?: () => boolean;
  /** What `/readyz?verbose` adds; nothing if absent. */
  readonly details?: (() => Promise<object>) | undefined;
}

/**
 * The whole API as one function: the graph at its path, `/export`, `/webhooks/{account}`, the keys of receipts, `/livez`
 * and `/readyz`. It answers web requests; its `handle`
 * answers requests as plain data, which is what `listen` uses.
 */
export async function createServer(options: ServerOptions): Promise<Served> {
  const {
    report,
    bodyBytes = 102_400,
    graphiql,
    console,
    origins = [],
    shopperOrigins = [],
    isReady = () => true,
    details,
    hints,
    tenants,
    path = '/graphql',
  } = options;
  const probes = createProbes({ isReady, details });
  const webhooks = createWebhooks(tenants);
  const receiptKeys = createReceiptKeysPage(tenants);
  const providers = byCode(options.providers ?? definitions.values());
  for (const { accounts } of tenants.values())
    for (const account of accounts) assertServed(account, providers);
  const { schemaOf, customersNamed } = await import('../graph/index.ts');
  const plain = schemaOf(providers);
  const hinted = hints === undefined ? plain : withHints(plain, hints);
  const schema = options.auditReads ? withAuditedReads(hinted) : hinted;
  // One budget for the graph and for exports.
  const rules = createDocumentRules(options.documents);
  const guarded = createGuardedGraph({ ...options, bodyBytes, documents: rules }, { schema, providers });
  const pages = { origins: [...origins, ...shopperOrigins] };
  const graph = withChecksBeforeAuthentication(guarded, { ...pages, graphiql, report });
  const exports = createGuardedExports({
    ...options,
    ...pages,
    bodyBytes,
    rules,
    providers,
    named: customersNamed,
  });

  const besideGraph = async (request: HttpRequest, asked: string): Promise<HttpAnswer> => {
    if (asked.startsWith(webhooksPath)) return webhooks(request);
    if (console && isOfConsole(asked)) return console(request);
    switch (asked) {
      case exportPath:
        return exports(request);
      case receiptKeysPath:
        return receiptKeys(request);
      case '/livez':
        return fromResponse(probes.live());
      case '/readyz':
        return fromResponse(await probes.ready(searchOf(request).has('verbose')));
      default:
        return refuse(request, { status: 404, code: 'NOT_FOUND', message: `The graph is at ${path}.` });
    }
  };
  const route: Handle = (request) => {
    note({ requestId: request.requestId });
    const asked = pathOf(request);
    return asked === path ? graph(request) : besideGraph(request, asked);
  };
  return toFetch(withRequestSpan(withSecurityHeaders(withDefectsHidden(route, report)), path));
}

function isOfConsole(path: string): boolean {
  return path === '/console' || path.startsWith('/console/');
}

/** The schema, which other servers may have too, with more in its description. */
function withHints(schema: GraphQLSchema, hints: string): GraphQLSchema {
  const description = [schema.description, hints].filter(Boolean).join('\n\n');
  return new GraphQLSchema({ ...schema.toConfig(), description });
}

/** An account of a provider that the graph does not have would fail in every list it stands in. */
function assertServed({ key, provider }: Account, providers: Made['providers']): void {
  if (providers.has(provider)) return;
  throw new Error(
    `The account ${key} is at ${provider}, which is not among the server's providers: name it in \`providers\`, or call registerProvider first.`,
  );
}

/** The graph behind everything that is looked at before GraphQL sees a request. */
function createGuardedGraph(options: ServerOptions & { readonly bodyBytes: number }, made: Made): Handle {
  const { bodyBytes, requestTimeoutMs } = options;
  return withAuthentication(
    withRequestRules<AuthenticatedRequest>(createGraph(options, made), { bodyBytes, requestTimeoutMs }),
    options,
  );
}
