/** The public API of the package. */
export { createServer, type ServerOptions } from './server.ts';
export { createTenant, type Tenant, type TenantOptions } from './tenant.ts';
export { createMemoryStore } from './store/memory.ts';
export { createSqliteStore } from './store/sqlite.ts';
export type { OutcomeStore } from './store/store.ts';
export { createApiKeys, type KnownApiKey } from './access/api-keys.ts';
export { createAuthenticate, type Doors } from './access/authenticate.ts';
export { createJwtVerifier, type JwtOptions } from './access/jwt.ts';
export { connectAccounts, type AccountSettings, type World } from './connect.ts';
export type { Authenticate } from './access/authenticate.ts';
export type { Audit, AuditRecord } from './audit/audit.ts';
export type { LogFields } from './log/fields.ts';
export { createLogger, type Logger } from './log/logger.ts';
export type { Caller } from './access/caller.ts';
export { createIds, type Ids } from './gateway/ids.ts';
export type { Account } from './gateway/account.ts';
export * from './domain/errors.ts';
export type * from './domain/capability.ts';
export type * from './domain/customer.ts';
export type * from './domain/customer-input.ts';
export type * from './domain/page.ts';
export type * from './domain/payment-method.ts';
export type * from './domain/registration-link.ts';
export type * from './port.ts';
export { definitions, registerProvider } from './providers/definitions.ts';
export { builder, on, personal } from './schema/builder.ts';
export { createClient, type Client, type ClientRequest } from './http/client.ts';
export { orNull, type Answer, type Explanation } from './http/failure.ts';
export { toPage, toWindow } from './http/offset-page.ts';
export { path } from './http/path.ts';
export { withAuthorization } from './http/authorization.ts';
export { withToken } from './http/token.ts';
export { route } from './sandbox/route.ts';
export type { EmulatedAccount, Emulator, EmulatorOptions } from './sandbox/emulator.ts';
export {
  defineProvider,
  secret,
  upstreamUrl,
  type ProviderDefinition,
  type Runtime,
} from './providers/define.ts';
