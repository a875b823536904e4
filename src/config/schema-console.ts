import { z } from 'zod';
import { upstreamUrl } from '../providers/define.ts';

const oidc = z.strictObject({
  issuer: upstreamUrl.describe(
    'Your identity provider’s issuer. Its discovery document is at /.well-known/openid-configuration below it.',
  ),
  clientId: z
    .string()
    .min(1)
    .describe(
      'The public client there, without a secret, whose redirect URI is /console/signed-in of this server.',
    ),
  scope: z
    .string()
    .min(1)
    .default('openid')
    .describe(
      'The scopes to ask for, with spaces between them: openid, and those of vaultgraph if yours knows them.',
    ),
  resource: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Sent as the parameter resource, by which some identity providers choose the audience of access tokens; not sent if it is left out.',
    ),
  endpoints: z
    .array(upstreamUrl)
    .default([])
    .describe(
      'Addresses whose origins the page may reach beside the issuer’s, if its token endpoint is elsewhere.',
    ),
});

/** Whether the console is served, and how people sign in beside API keys. */
export const consoleSettings = z
  .union([
    z.boolean(),
    z.strictObject({
      oidc: oidc.describe(
        'Signs people in at your identity provider, with PKCE; access.jwt verifies their tokens.',
      ),
    }),
  ])
  .default(false);
