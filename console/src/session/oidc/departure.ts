import { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi';
import { pathHere } from '../../route.ts';
import type { OidcSettings } from '../settings.ts';
import { discover, redirectUri } from './identity-provider.ts';

/**
 * What the tab keeps while you are at the identity provider. The verifier is no credential: it is good once, together with
 * a code that is never kept.
 */
export interface Departure {
  readonly state: string;
  readonly verifier: string;
  /** Where you were, and what the history kept there. */
  readonly path: string;
  readonly kept: unknown;
}

const storageKey = 'vaultgraph-sign-in';

/** Leaves for the identity provider. */
export async function depart(settings: OidcSettings): Promise<void> {
  const { server } = await discover(settings);
  if (!server.authorization_endpoint) throw new Error('The identity provider has no place to sign in at.');
  const state = generateRandomState();
  const verifier = generateRandomCodeVerifier();
  const departure: Departure = { state, verifier, path: pathHere(), kept: history.state };
  sessionStorage.setItem(storageKey, JSON.stringify(departure));
  const to = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: settings.clientId,
    redirect_uri: redirectUri(),
    response_type: 'code',
    // What follows # is sent to no server, so that no log has the code.
    response_mode: 'fragment',
    scope: settings.scope,
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(settings.resource === null ? {} : { resource: settings.resource }),
  };
  for (const [name, value] of Object.entries(parameters)) to.searchParams.set(name, value);
  location.assign(to.href);
}

/** What was kept at the departure, once. */
export function takeDeparture(): Departure | null {
  const kept = sessionStorage.getItem(storageKey);
  sessionStorage.removeItem(storageKey);
  return kept === null ? null : JSON.parse(kept);
}
