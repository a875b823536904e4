import { createHash } from 'node:crypto';
import type { CustomerName } from '../domain/customer-name.ts';
import type { Caller, Scope } from './caller.ts';

/** What a shopper may be granted: never a list, a token that charges, or the first digits of a card. */
export const shopperScopes = [
  'vault:customer:read',
  'vault:customer:pii',
  'vault:customer:write',
  'vault:payment-method:read',
  'vault:payment-method:delete',
  'vault:link:create',
] as const satisfies readonly Scope[];

export type ShopperScope = (typeof shopperScopes)[number];

/** A caller who reaches these customers alone. Of the granted scopes, those that no shopper may have are dropped. */
export function toShopper(
  tenant: string,
  granted: readonly string[],
  names: readonly CustomerName[],
): Caller {
  const scopes = shopperScopes.filter((scope) => granted.includes(scope));
  return { tenant, scopes, subject: `shopper ${digestOf(names)}`, shopper: names };
}

/** The same for the same names in any order. */
function digestOf(names: readonly CustomerName[]): string {
  const texts = names.map((name) => JSON.stringify(name)).toSorted();
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 12);
}
