import type { Secret } from '../../redaction/secret.ts';
import type { TokenCredentials } from '../../upstream/token.ts';

export interface VerifoneUser {
  readonly userId: string;
  readonly apiKey: Secret;
}

export interface VerifoneClient {
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly scope: string;
}

/** The header of a user and an API key. Source: Verifone documentation, "API authentication". */
export function basicAuthorization({ userId, apiKey }: VerifoneUser): string {
  return `Basic ${Buffer.from(`${userId}:${apiKey.reveal()}`, 'utf8').toString('base64')}`;
}

/**
 * The form of a token request: the OAuth2 client credentials grant with the secret among its fields. There is no
 * refresh token. Source: Verifone documentation, "BearerAuth (JWT)".
 */
export function clientCredentials({ clientId, clientSecret, scope }: VerifoneClient): TokenCredentials {
  return {
    form: {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      scope,
    },
  };
}
