import { decodeJwt, errors, type JWTPayload } from 'jose';
import { mostNames, type CustomerName } from '../domain/customer-name.ts';
import type { TokenVerifier } from './authenticate.ts';
import { createClaimsVerifier, type JwtOptions } from './jwt.ts';
import { toShopper } from './shopper.ts';

/** How tokens are verified that the merchant's identity provider gives to shoppers. */
export interface ShopperJwtOptions extends JwtOptions {
  /** The claim that names the customers: a list of ids, or of objects with provider, account and reference. */
  readonly customersClaim: string;
}

/** Verifies tokens that are meant for the audience of shoppers. One that is meant for others too is a shopper's. */
export function createShopperJwtVerifier(options: ShopperJwtOptions): TokenVerifier {
  const { issuer, audience, tenantClaim, customersClaim } = options;
  return {
    isMeant: (token) => {
      const { iss, aud } = payloadOf(token);
      return iss === issuer && [aud].flat().includes(audience);
    },
    verify: createClaimsVerifier(options, {
      reasons: { [tenantClaim]: 'NO_TENANT', [customersClaim]: 'NO_CUSTOMERS' },
      callerOf: ({ tenant, scopes, payload }) => {
        const names = toNames(payload[customersClaim]);
        if (!names) throw new errors.JWTClaimValidationFailed('', payload, customersClaim);
        return toShopper(tenant, scopes, names);
      },
    }),
  };
}

function payloadOf(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}

/** Null unless the claim names at least one customer, not too many, and each in a valid form. */
function toNames(claim: unknown): readonly CustomerName[] | null {
  if (!Array.isArray(claim) || claim.length === 0 || claim.length > mostNames) return null;
  const names = claim.flatMap((name: unknown) => toName(name) ?? []);
  return names.length === claim.length ? names : null;
}

function toName(name: unknown): CustomerName | null {
  if (typeof name === 'string') return { id: name };
  const { provider, account = null, reference }: Readonly<Record<string, unknown>> = Object(name);
  if (typeof provider !== 'string' || typeof reference !== 'string' || reference === '') return null;
  return account === null || typeof account === 'string' ? { provider, account, reference } : null;
}
