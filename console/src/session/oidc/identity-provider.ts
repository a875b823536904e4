import {
  allowInsecureRequests,
  discoveryRequest,
  processDiscoveryResponse,
  type AuthorizationServer,
  type Client,
} from 'oauth4webapi';
import type { OidcSettings } from '../settings.ts';

/** An identity provider as its discovery document describes it. */
export interface IdentityProvider {
  readonly settings: OidcSettings;
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly options: { readonly [allowInsecureRequests]: boolean };
}

export const redirectPath = '/console/signed-in';

export function redirectUri(): string {
  return new URL(redirectPath, location.origin).href;
}

export async function discover(settings: OidcSettings): Promise<IdentityProvider> {
  const issuer = new URL(settings.issuer);
  // The server takes an issuer by http on its own machine alone.
  const options = { [allowInsecureRequests]: issuer.protocol === 'http:' };
  const response = await discoveryRequest(issuer, options);
  const server = await processDiscoveryResponse(issuer, response);
  return { settings, server, client: { client_id: settings.clientId }, options };
}
