/** The public API of the package. */

// A server, and what it is made of.
export { createServer, type ServerOptions } from './server.ts';
export { createTenant, type Tenant, type TenantOptions } from './tenant.ts';
export { connectAccounts, type AccountSettings, type World } from './connect.ts';
export type { Account } from './gateway/account.ts';
export { createMemoryStore } from './store/memory.ts';
export { createSqliteStore } from './store/sqlite.ts';
export { judge, toEntry, type Claim, type Claimed, type Entry, type OutcomeStore } from './store/store.ts';
export { createBudget, type Budget, type BudgetLimits, type BudgetState } from './access/budget.ts';
export { readTrustedDocuments, type TrustedDocuments } from './documents/trusted.ts';
export type { DocumentLimits, GivenDocumentRules } from './documents/use-documents.ts';
export type { Fetch } from './http/fetch.ts';
export type { ReportDefect } from './mask.ts';

// Who comes in, and what is told of it.
export { createApiKeys, type KnownApiKey } from './access/api-keys.ts';
export {
  createAuthenticate,
  UncheckedCredentialError,
  type Authenticate,
  type Doors,
} from './access/authenticate.ts';
export { scopes, type Caller, type Scope } from './access/caller.ts';
export { createJwtVerifier, type JwtOptions } from './access/jwt.ts';
export type { Audit, AuditRecord } from './audit/audit.ts';
export type { LogFields } from './log/fields.ts';
export { createLogger, type Logger } from './log/logger.ts';

// The words: records, input, abilities, errors, and the port.
export type * from './domain/capability.ts';
export type * from './domain/customer.ts';
export type * from './domain/customer-input.ts';
export type * from './domain/input-rules.ts';
export * from './domain/errors.ts';
export type * from './domain/page.ts';
export type * from './domain/payment-method.ts';
export type * from './domain/registration-link.ts';
export type * from './port.ts';

// A provider of one's own.
export {
  defineProvider,
  secret,
  upstreamUrl,
  type ProviderDefinition,
  type Runtime,
} from './providers/define.ts';
export { definitions, registerProvider } from './providers/definitions.ts';
export { builder, on, personal } from './schema/builder.ts';
export { withAuthorization } from './http/authorization.ts';
export type { Exchange, Incoming, Outgoing } from './http/exchange.ts';
export { createClient, type Client, type ClientRequest } from './http/client.ts';
export { orNull, type Answer, type Explanation } from './http/failure.ts';
export { toPage, toWindow } from './http/offset-page.ts';
export { path } from './http/path.ts';
export { withToken } from './http/token.ts';
export type { EmulatedAccount, Emulator, EmulatorOptions } from './sandbox/emulator.ts';
export { route } from './sandbox/route.ts';
