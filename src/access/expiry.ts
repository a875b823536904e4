import type { JWTPayload } from 'jose';
import type { Caller } from './caller.ts';

/** When a token is over. */
export function expiryOf({ exp }: JWTPayload): Pick<Caller, 'expiresAt'> {
  return exp === undefined ? {} : { expiresAt: new Date(exp * 1000) };
}
