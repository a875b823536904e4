import { withAuthorization } from '../../upstream/authorization.ts';
import type { Exchange } from '../../upstream/exchange.ts';
import { withToken } from '../../upstream/token.ts';
import type { Runtime } from '../define.ts';
import { basicAuthorization, clientCredentials } from './auth.ts';
import type { VerifoneSettings } from './settings.ts';

/** Sends with the credentials of an account, of whichever kind. */
export function authorised(settings: VerifoneSettings, { exchange, now, origin }: Runtime): Exchange {
  if ('apiKey' in settings) return withAuthorization(exchange, () => basicAuthorization(settings));
  return withToken(exchange, {
    origin,
    tokenUrl: settings.tokenUrl.href,
    credentials: async () => clientCredentials(settings),
    now,
  });
}
