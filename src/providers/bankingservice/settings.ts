import { z } from 'zod';
import { plainText, privateKeySecret, upstreamUrl } from '../define.ts';
import { assertionAlgorithms, optionalClaims } from './auth.ts';
import { behaviour } from './behaviour.ts';

/** How the client proves itself to the token URL; the vendor documents none of it. */
const assertion = z.strictObject({
  algorithm: z.enum(assertionAlgorithms).default('RS256').describe('How the JWT is signed.'),
  audience: plainText.optional().describe('The audience of the JWT; the token URL if absent.'),
  issuer: plainText.optional().describe('The issuer of the JWT; the client ID if absent.'),
  subject: plainText.optional().describe('The subject of the JWT; the client ID if absent.'),
  keyId: plainText.optional().describe('Names the key in the header of the JWT; not sent if absent.'),
  lifetimeSeconds: z.int().min(1).max(300).default(60).describe('How long the JWT is valid.'),
  leaveOut: z
    .array(z.enum(optionalClaims))
    .default([])
    .describe('Claims that the JWT does not have: `iat`, when it was made, or `jti`, its id.'),
  in: z
    .enum(['header', 'body'])
    .default('header')
    .describe('Where the JWT travels: in Authorization, as documented, or in the form, as RFC 7523 has it.'),
});

/** What an account at bankingservice.ai is configured with. */
export const settings = z.strictObject({
  baseUrl: upstreamUrl.prefault('https://api.bankingservice.ai').describe('Where the API is.'),
  profileId: plainText.describe('The profile whose customers these are; it begins with profile_.'),
  tokenUrl: upstreamUrl.describe('Where access tokens are issued; to be asked of bankingservice.ai.'),
  clientId: plainText.describe('Given out for the uploaded public key.'),
  privateKey: privateKeySecret.describe(
    'PEM as PKCS#8 or PKCS#1, or its base64. Signs token requests; never sent.',
  ),
  assertion: assertion.prefault({}).describe('How the client proves itself to the token URL.'),
  behaviour: behaviour
    .prefault({})
    .describe('Behaviour that bankingservice.ai does not document; `vaultgraph certify` says what to set.'),
});

export type BankingserviceSettings = z.output<typeof settings>;
