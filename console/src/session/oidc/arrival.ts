import {
  authorizationCodeGrantRequest,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { paths, standAt } from '../../route.ts';
import type { Credential } from '../credential.ts';
import type { OidcSettings } from '../settings.ts';
import { takeDeparture, type Departure } from './departure.ts';
import { discover, redirectPath, redirectUri } from './identity-provider.ts';
import { tokenCredential } from './token-credential.ts';

/** What the identity provider sent you back with. */
export interface Arrival {
  readonly answer: URLSearchParams;
  /** Null if this tab did not leave for it. */
  readonly departure: Departure | null;
}

/** Takes the answer out of the address, and stands where you were; null if you come from elsewhere. */
export function takeArrival(): Arrival | null {
  if (location.pathname !== redirectPath) return null;
  const answer = new URLSearchParams(location.hash.slice(1) || location.search);
  const departure = takeDeparture();
  standAt(departure?.path ?? paths.customers, departure?.kept ?? null);
  return { answer, departure };
}

/** The credential that the answer stands for, or a sentence that says why there is none. */
export async function credentialOf(
  { answer, departure }: Arrival,
  settings: OidcSettings,
): Promise<Credential | string> {
  if (!departure) return 'The sign-in was not begun in this tab. Sign in again.';
  try {
    const provider = await discover(settings);
    const { server, client, options } = provider;
    const valid = validateAuthResponse(server, client, answer, departure.state);
    const additionalParameters = settings.resource === null ? {} : { resource: settings.resource };
    const response = await authorizationCodeGrantRequest(
      server,
      client,
      None(),
      valid,
      redirectUri(),
      departure.verifier,
      { ...options, additionalParameters },
    );
    return tokenCredential(provider, await processAuthorizationCodeResponse(server, client, response));
  } catch {
    return 'Your identity provider did not sign you in. Try again, or ask its operators.';
  }
}
