import { createHash } from 'node:crypto';
import { InvalidInputError } from '../../domain/errors.ts';

/** The key, or an `InvalidInputError`. */
export function checkKey(key: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  const message = 'idempotencyKey must be 1 to 255 visible ASCII characters.';
  throw new InvalidInputError([{ path: ['idempotencyKey'], code: 'MALFORMED', message }]);
}

/** A name for what stands under a key, which reveals nothing of it. */
export function digestKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
