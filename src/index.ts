/** The public API of the package. */
export { createServer, type ServerOptions, type Tenant } from './server.ts';
export { connectAccounts, type AccountSettings, type World } from './connect.ts';
export type { Authenticate } from './access/authenticate.ts';
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
export { definitions } from './providers/definitions.ts';
export {
  defineProvider,
  secret,
  upstreamUrl,
  type ProviderDefinition,
  type Runtime,
} from './providers/define.ts';
