import type { CustomerName } from '../domain/customer-name.ts';

/** Who asks, as the verified credential says. */
export interface Caller {
  readonly tenant: string;
  readonly scopes: readonly string[];
  /** Which credential: the same for every request it is sent with, and safe to log. */
  readonly subject: string;
  /** When the credential is over; absent if it has no end. */
  readonly expiresAt?: Date;
  /** The gateway that the request came through, if it sent its own credential. */
  readonly gateway?: Pick<Caller, 'subject' | 'scopes'>;
  /** The customers that a shopper reaches; absent for other callers, who reach all of the tenant's. */
  readonly shopper?: readonly CustomerName[];
}

/** Whether the caller was granted the scope, by name or with all others. */
export function hasScope({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes('*') || scopes.includes(scope);
}

/** Everything a caller may be granted, beside `*`, which is all of it. */
export const scopes = [
  'vault:customer:read',
  'vault:customer:pii',
  'vault:customer:find',
  'vault:customer:write',
  'vault:customer:delete',
  'vault:payment-method:read',
  'vault:payment-method:bin',
  'vault:payment-method:token',
  'vault:payment-method:delete',
  'vault:link:create',
  'vault:export',
  'vault:erase',
  'vault:shopper-token:create',
  'vault:explore',
  'vault:trace',
] as const;

export type Scope = (typeof scopes)[number];

/** The scopes that a caller lacks; null if it has all of them. */
export function deniedTo(caller: Caller): ReadonlySet<Scope> | null {
  if (caller.scopes.includes('*')) return null;
  const denied = scopes.filter((scope) => !hasScope(caller, scope));
  return denied.length > 0 ? new Set(denied) : null;
}
