/** The public API of the package. */

// A server, and what it is made of.
export { createServer, type ServerOptions } from './server/server.ts';
export { createStreams, type Streams, type StreamsOptions } from './server/live/streams.ts';
export { createTenant, type Tenant, type TenantOptions } from './gateway/tenant.ts';
export { connectAccounts, type AccountSettings, type World } from './providers/connect.ts';
export type { Account } from './gateway/account.ts';
export {
  createAccountCache,
  type AccountCache,
  type AccountCacheOptions,
  type CachedRecord,
  type WriteTerms,
} from './gateway/cache/account-cache.ts';
export { createMemoryCache, type MemoryCacheOptions } from './store/memory-cache.ts';
export type { CachePlace, CacheStore, Looked } from './store/cache-store.ts';
export { createMemoryStore } from './store/memory.ts';
export { createSqliteStore } from './store/sqlite.ts';
export type {
  ErasureName,
  ErasureStore,
  KeptErasure,
  NewErasure,
  Taken,
  Taking,
  TaskChange,
  TaskName,
} from './store/erasures.ts';
export type { Erasing, ErasureLine } from './gateway/erasure/open-erasures.ts';
export { createSqliteIndexStore } from './store/sqlite-index.ts';
export type { IndexOptions } from './gateway/blind-index/tenant-indexes.ts';
export type { FoundEntry, IndexEntry, IndexStore, Pass, PutTerms, SpaceState } from './store/index-store.ts';
export { judge, toEntry, type Claim, type Claimed, type Entry, type OutcomeStore } from './store/store.ts';
export {
  createBudget,
  type Budget,
  type BudgetLimits,
  type BudgetState,
  type Spent,
} from './access/budget.ts';
export { readTrustedDocuments, type TrustedDocuments } from './server/documents/trusted.ts';
export type { DocumentLimits, GivenDocumentRules } from './server/documents/rules.ts';
export type { Fetch } from './http/fetch.ts';
export type { Handle, HttpAnswer, HttpRequest, RequestHead } from './http/handle.ts';
export type { Served } from './http/web.ts';
export type { ReportDefect } from './server/errors/mask.ts';

// Authentication, log and audit.
export { createApiKeys, type KnownApiKey } from './access/api-keys.ts';
export {
  createAuthenticate,
  UncheckedCredentialError,
  type Authenticate,
  type Authenticators,
  type TokenVerifier,
  type VerifyToken,
} from './access/authenticate.ts';
export { scopes, type Caller, type Scope } from './access/caller.ts';
export {
  createShopperTokens,
  type IssuedToken,
  type ShopperGrant,
  type ShopperTokens,
  type ShopperTokensOptions,
} from './access/shopper-tokens.ts';
export type { CredentialRefusal, RefusalReason, ReportRefusal } from './access/refusal.ts';
export { createJwtVerifier, type JwtOptions } from './access/jwt.ts';
export { createShopperJwtVerifier, type ShopperJwtOptions } from './access/shopper-jwt.ts';
export type { Audit } from './telemetry/audit/audit.ts';
export type { AuditRecord } from './telemetry/audit/record.ts';
export type { LogFields } from './telemetry/log/fields.ts';
export { createLogger, type Logger } from './telemetry/log/logger.ts';

// The words: records, input, abilities, errors, and the port.
export type * from './domain/capability.ts';
export type * from './domain/customer-search.ts';
export type { CardBrand } from './domain/card-issuers.ts';
export type * from './domain/customer.ts';
export type * from './domain/customer-input.ts';
export type * from './domain/input-rules.ts';
export * from './domain/errors.ts';
export type * from './domain/page.ts';
export type * from './domain/payment-method.ts';
export type * from './domain/registration-link.ts';
export type * from './port.ts';

// Your own provider.
export {
  defineProvider,
  headerSecret,
  secret,
  upstreamUrl,
  type ProviderDefinition,
  type Runtime,
} from './providers/define.ts';
export type { Certification, Reach } from './providers/define.ts';
export {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type Finding,
  type Made,
  type MarkedRecords,
  type OwnRecord,
  type ProbeAnswer,
  type ProbeRequest,
  type Probing,
  type PublicText,
} from './providers/shared/assumption.ts';
export { definitions, registerProvider } from './providers/definitions.ts';
export { builder, on, open, personal } from './builder/builder.ts';
export { withAuthorization } from './upstream/authorization.ts';
export type { Exchange, Incoming, Outgoing } from './upstream/exchange.ts';
export { createClient, type Client, type ClientRequest } from './upstream/client.ts';
export { orNull, type Answer, type Explanation } from './upstream/failure.ts';
export { toPage, toWindow } from './providers/shared/offset-page.ts';
export { path } from './upstream/path.ts';
/** Pieces of schemas for what a provider answers: a field that cannot be read costs only itself. */
export * as wire from './providers/shared/wire.ts';
export { withToken } from './upstream/token.ts';
