import { createHash } from 'node:crypto';
import { Secret } from '../redaction/secret.ts';

/** A digest of settings, secrets included: another one if any of them differs. Read again after `renew`. */
export interface Fingerprint {
  readonly read: () => string;
  /** A secret may have changed. */
  readonly renew: () => void;
}

export function fingerprintOf(provider: string, settings: unknown): Fingerprint {
  let known: string | null = null;
  return {
    read: () => (known ??= digestOf([provider, settings])),
    renew: () => void (known = null),
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(plain(value)))
    .digest('base64url');
}

/** Without the `toJSON` of secrets, which hides them. */
function plain(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  return Object.entries(value).map(([name, part]) => [name, plain(part)]);
}
