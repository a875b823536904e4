import { z } from 'zod';
import { plainText, secret, upstreamUrl } from '../define.ts';
import { behaviour } from './behaviour.ts';

const basics = {
  baseUrl: upstreamUrl.describe(
    "The customer service of the account's region, /oidc/customer-service included.",
  ),
  entityId: plainText.describe('The organisation ID: customers of no other are seen.'),
  behaviour: behaviour
    .prefault({})
    .describe('Behaviour that Verifone does not document; `vaultgraph certify` says what to set.'),
};

/** What an account at Verifone is configured with, with one of two kinds of credentials. */
export const settings = z.union([
  z.strictObject({
    ...basics,
    userId: plainText.describe('The user the API key belongs to.'),
    apiKey: secret.describe('Good for a year.'),
  }),
  z.strictObject({
    ...basics,
    tokenUrl: upstreamUrl.describe("Where the account's region gives out access tokens."),
    clientId: plainText.describe('Names the client that asks for access tokens.'),
    clientSecret: secret.describe('Proves that it is this client.'),
    scope: plainText.describe('One scope or several with spaces between, from onboarding.'),
  }),
]);

export type VerifoneSettings = z.output<typeof settings>;
