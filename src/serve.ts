import type { GraphiQLOptions } from 'graphql-yoga';
import { createApiKeys } from './access/api-keys.ts';
import { createAuthenticate, type Authenticate } from './access/authenticate.ts';
import { createBudget } from './access/budget.ts';
import { createJwtVerifier } from './access/jwt.ts';
import { createAudit, noAudit, type Audit } from './audit/audit.ts';
import { createLines, openLines } from './audit/lines.ts';
import { cannotBeWritten } from './config/check-files.ts';
import { ConfigError } from './config/mistake.ts';
import type { Config } from './config/schema.ts';
import { connectAccounts } from './connect.ts';
import { noDocuments } from './documents/trusted.ts';
import type { Account } from './gateway/account.ts';
import type { Fetch } from './http/fetch.ts';
import { withAccessLog } from './log/access-log.ts';
import { noLogger, type LineSink, type Logger } from './log/logger.ts';
import { definitions } from './providers/definitions.ts';
import { createServer } from './server.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { createMemoryStore } from './store/memory.ts';
import { createSqliteStore } from './store/sqlite.ts';
import type { OutcomeStore } from './store/store.ts';

export interface ServeOptions {
  readonly graphiql: GraphiQLOptions;
  readonly report: (error: unknown) => void;
  readonly isReady: () => boolean;
  readonly store: OutcomeStore;
  /** Where requests are told; nowhere where absent. */
  readonly logger?: Logger;
  /** Where changes and refusals are recorded; nowhere where absent. */
  readonly audit?: Audit;
}

/** The API that a configuration describes. */
export async function serve(config: Config, options: ServeOptions): Promise<Fetch> {
  const server = await createServer({
    ...options,
    tenants: connectTenants(config, options.store),
    authenticate: toAuthenticate(config),
    requestTimeoutMs: config.limits.requestTimeoutMs,
    documents: {
      limits: config.limits,
      budget: createBudget(config.limits.budget),
      trusted: config.documents?.manifest ?? noDocuments,
    },
    graphiql: config.server.graphiql && options.graphiql,
    origins: config.server.cors.origins,
    bodyBytes: config.limits.bodyBytes,
  });
  return withAccessLog(server, options.logger ?? noLogger);
}

/** The accounts of every tenant, connected; calls nobody. */
export function connectConfigured({ tenants, limits }: Config): ReadonlyMap<string, readonly Account[]> {
  const world = { fetch: (request: Request) => fetch(request), now };
  return new Map(
    tenants.map(({ id, accounts }) => {
      const settings = accounts.map(({ provider, limits: own, ...account }) => ({
        ...account,
        definition: toDefinition(provider),
        limits: { concurrency: own.concurrency ?? limits.concurrency, queue: own.queue ?? limits.queue },
      }));
      return [id, connectAccounts(settings, world)];
    }),
  );
}

function connectTenants(config: Config, store: OutcomeStore): ReadonlyMap<string, Tenant> {
  const secrets = toIdSecrets(config);
  const { requestTimeoutMs } = config.limits;
  return new Map(
    [...connectConfigured(config)].map(([id, accounts]) => [
      id,
      createTenant({ id, accounts, secrets, store, requestTimeoutMs }),
    ]),
  );
}

function now(): Date {
  return new Date();
}

/** The store of outcomes that a configuration names; a `ConfigError` where its file cannot be opened. */
export function openStore({ store }: Config): OutcomeStore {
  if (store.type === 'memory') return createMemoryStore();
  return openFile('store.path', () => createSqliteStore(store.path));
}

export interface OpenAudit {
  readonly record: Audit;
  readonly close: () => void;
}

/** The audit that a configuration asks for; a `ConfigError` where its file cannot be opened. */
export function openAudit({ audit }: Config, sink: LineSink, report: (error: unknown) => void): OpenAudit {
  if (audit.type === 'none') return { record: noAudit, close: () => undefined };
  const lines =
    audit.type === 'file'
      ? openFile('audit.path', () => openLines(audit.path))
      : createLines((line) => sink.write(line));
  return { record: createAudit({ lines, now, report }), close: lines.close };
}

/** Opens what `checkFiles` found usable, which may have changed since, or be something else. */
function openFile<Opened>(setting: string, open: () => Opened): Opened {
  try {
    return open();
  } catch (error) {
    const { message, code = message } = error as NodeJS.ErrnoException;
    const why = code === 'ERR_SQLITE_ERROR' ? message : code;
    throw new ConfigError([{ path: setting, message: cannotBeWritten(why) }]);
  }
}

/** Without a configured key, which only test accounts may be, ids last as long as the process. */
function toIdSecrets({ idKey }: Config): [Buffer, ...Buffer[]] {
  const keys = idKey === undefined ? [] : [idKey].flat();
  const [first, ...others] = keys.map((key) => Buffer.from(key.reveal(), 'base64url'));
  return [first ?? Buffer.from(crypto.getRandomValues(new Uint8Array(32))), ...others];
}

function toAuthenticate({ access: { anonymous, apiKeys, jwt } }: Config): Authenticate {
  return createAuthenticate({
    anonymous,
    apiKey: createApiKeys(apiKeys),
    jwt:
      jwt &&
      createJwtVerifier({
        ...jwt,
        algorithms: jwt.algorithms ?? (jwt.secret ? ['HS256'] : ['RS256', 'PS256', 'ES256', 'EdDSA']),
        jwksUri: jwt.jwksUri?.href,
        publicKey: jwt.publicKey?.reveal(),
        secret: jwt.secret?.reveal(),
      }),
  });
}

function toDefinition(code: string) {
  const definition = definitions.get(code);
  if (!definition) throw new Error('The configuration names a provider that is not registered.');
  return definition;
}
