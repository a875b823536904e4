import { createApiKeys } from '../access/api-keys.ts';
import { createAuthenticate, type Authenticate } from '../access/authenticate.ts';
import { createJwtVerifier } from '../access/jwt.ts';
import { createShopperJwtVerifier } from '../access/shopper-jwt.ts';
import type { ShopperTokens } from '../access/shopper-tokens.ts';
import type { Config } from '../config/schema.ts';

/** Authenticates callers with the credentials that a configuration names. */
export function toAuthenticate(
  { access: { anonymous, apiKeys, jwt, shoppers } }: Config,
  shopperTokens: ShopperTokens | undefined,
): Authenticate {
  return createAuthenticate({
    anonymous,
    apiKey: createApiKeys(apiKeys),
    shoppers: [
      ...(shopperTokens ? [shopperTokens] : []),
      ...(shoppers ? [createShopperJwtVerifier({ ...shoppers, ...keysOf(shoppers) })] : []),
    ],
    jwt: jwt && createJwtVerifier({ ...jwt, ...keysOf(jwt) }),
  });
}

function keysOf({ algorithms, jwksUri, publicKey, secret }: NonNullable<Config['access']['jwt']>) {
  return {
    algorithms: algorithms ?? (secret ? ['HS256'] : ['RS256', 'PS256', 'ES256', 'EdDSA']),
    jwksUri: jwksUri?.href,
    publicKey: publicKey?.reveal(),
    secret: secret?.reveal(),
  };
}
