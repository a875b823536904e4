import type { Exchange } from '../../upstream/exchange.ts';
import { withToken } from '../../upstream/token.ts';
import type { Runtime } from '../define.ts';
import { authenticate } from './auth.ts';
import type { BankingserviceSettings } from './settings.ts';

/** Sends as the client of an account. */
export function authorised(settings: BankingserviceSettings, { exchange, now, origin }: Runtime): Exchange {
  return withToken(exchange, {
    origin,
    tokenUrl: settings.tokenUrl.href,
    credentials: () => authenticate(settings, now(), origin),
    now,
  });
}
