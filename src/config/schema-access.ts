import { z } from 'zod';
import { scopes } from '../access/caller.ts';
import { toPublicKeyPem } from '../redaction/pem.ts';
import { secret, secretThat, upstreamUrl } from '../providers/define.ts';

const granted = z.array(z.enum(['*', ...scopes]));

export const label = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'must be letters, digits, dots, dashes: 63 at most');

/** Those of a shared secret, and those of a key pair: a verifier takes one kind or the other, never both. */
export const secretAlgorithms = ['HS256', 'HS384', 'HS512'] as const;
const keyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
] as const;

const publicKey = secretThat({
  read: (text) => toPublicKeyPem(text) ?? text,
  accepts: (text) => toPublicKeyPem(text) !== null,
  says: 'must be a public key: PEM, its line breaks as they are or as \\n, or its base64.',
});

const issuer = {
  issuer: z.string().min(1).describe('What the claim `iss` must be.'),
  audience: z.string().min(1).describe('What the claim `aud` must name.'),
  jwksUri: upstreamUrl
    .optional()
    .describe('Where the issuer publishes its keys. Exactly one of jwksUri, publicKey and secret is given.'),
  publicKey: publicKey.optional().describe('The issuer’s public key: PEM as SPKI or PKCS#1, or its base64.'),
  secret: secret.optional().describe('The secret that issuer and vaultgraph share, for HS… algorithms.'),
  algorithms: z
    .array(z.enum([...secretAlgorithms, ...keyAlgorithms]))
    .min(1)
    .optional()
    .describe(
      'The algorithms that are accepted: HS256 with a secret and RS256, PS256, ES256 and EdDSA with keys, if it is left out.',
    ),
  tenantClaim: z.string().min(1).default('tenant').describe('The claim that names the tenant.'),
  scopeClaim: z
    .string()
    .min(1)
    .default('scope')
    .describe('The claim that holds the scopes: a text with spaces between them, or a list.'),
};

const jwt = z.strictObject(issuer);

const shoppers = z.strictObject({
  ...issuer,
  customersClaim: z
    .string()
    .min(1)
    .default('customers')
    .describe(
      'The claim that names the customers, 1 to 10: a list of ids, or of objects with provider, account and reference. The account may be left out if there is one at the provider.',
    ),
});

const apiKey = z.strictObject({
  name: label
    .optional()
    .describe('Whose key it is, such as shop-backend: the audit and the log name the key by it.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be the hex SHA-256 of the key')
    .describe('The SHA-256 of the key in hex: printf %s "$KEY" | sha256sum.'),
  tenant: label.describe('The id of the tenant that the key acts for.'),
  scopes: granted.describe('What the key may do; * is everything.'),
});

export const access = z.strictObject({
  anonymous: z
    .strictObject({
      tenant: label.describe('The id of the tenant that they act for.'),
      scopes: granted.describe('What they may do; * is everything.'),
    })
    .optional()
    .describe('Accepts requests without a credential. Only for test accounts on this machine.'),
  apiKeys: z
    .array(apiKey)
    .default([])
    .describe('API keys. Several may live at once, so that one can be replaced.'),
  jwt: jwt.optional().describe('How tokens of an issuer are verified.'),
  shoppers: shoppers
    .optional()
    .describe('How tokens that your identity provider gives to shoppers are verified.'),
  shopperTokens: z
    .boolean()
    .default(false)
    .describe(
      'Whether callers with vault:shopper-token:create get tokens for shoppers’ browsers, signed with a key that is derived from idKey.',
    ),
});
