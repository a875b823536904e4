import {
  None,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import type { Credential } from '../credential.ts';
import type { IdentityProvider } from './identity-provider.ts';
import { paths } from '../../route.ts';

/** How long before its end a token is renewed. */
const earlyMs = 30_000;

/** With what a token endpoint refuses for good, whatever its answer says beside. */
const refusals: ReadonlySet<number> = new Set([400, 401, 403]);

/** The credential of an access token, which is renewed as long as the identity provider allows. */
export function tokenCredential(provider: IdentityProvider, first: TokenEndpointResponse): Credential {
  let held = hold(first, null);
  let renewing: Promise<boolean> | null = null;
  return {
    headers: async () => {
      if (held.refreshToken !== null && Date.now() > held.endsAt - earlyMs) {
        renewing ??= renew(held.refreshToken).finally(() => (renewing = null));
        if (!(await renewing)) return null;
      }
      return { authorization: `Bearer ${held.accessToken}` };
    },
    end: async () => {
      await revoke(provider, held.refreshToken ?? held.accessToken);
      return placeToLeave(provider);
    },
  };

  /** Whether there is a new token. What is no refusal, such as an outage, is thrown, and tried again with the next request. */
  async function renew(refreshToken: string): Promise<boolean> {
    const { server, client, options } = provider;
    const response = await refreshTokenGrantRequest(server, client, None(), refreshToken, options);
    if (refusals.has(response.status)) return false;
    held = hold(await processRefreshTokenResponse(server, client, response), refreshToken);
    return true;
  }
}

interface Held {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly endsAt: number;
}

/** A renewal may leave the refresh token as it was. */
function hold(tokens: TokenEndpointResponse, refreshToken: string | null): Held {
  const { access_token: accessToken, expires_in: seconds = Infinity } = tokens;
  return {
    accessToken,
    refreshToken: tokens.refresh_token ?? refreshToken,
    endsAt: Date.now() + seconds * 1000,
  };
}

/** Asks for the end of a token. If that fails, it ends by itself. */
async function revoke({ server, client, options }: IdentityProvider, token: string): Promise<void> {
  if (!server.revocation_endpoint) return;
  const signal = AbortSignal.timeout(3000);
  await revocationRequest(server, client, None(), token, { ...options, signal }).catch(() => undefined);
}

/** Where the identity provider ends its own session; no token is named, because that would be in an address. */
function placeToLeave({ server, client }: IdentityProvider): string {
  if (!server.end_session_endpoint) return paths.customers;
  const to = new URL(server.end_session_endpoint);
  to.searchParams.set('client_id', client.client_id);
  to.searchParams.set('post_logout_redirect_uri', new URL(paths.customers, location.origin).href);
  return to.href;
}
