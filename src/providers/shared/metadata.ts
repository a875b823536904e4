import type { Metadata, MetadataValue } from '../../domain/customer.ts';
import { exactNumber } from '../../upstream/json.ts';
import { digitsOf, isNumber } from './wire.ts';

/**
 * Pairs as a provider holds them. A nested value becomes its JSON text, a number that a double cannot hold becomes its
 * digits, and a null is no pair.
 */
export function toMetadata(pairs: Readonly<Record<string, unknown>> | null | undefined): Metadata {
  return Object.fromEntries(
    Object.entries(pairs ?? {}).flatMap(([key, value]) => {
      return value === null || value === undefined ? [] : [[key, toValue(value)]];
    }),
  );
}

function toValue(value: unknown): MetadataValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return isNumber(value) ? (exactNumber(value) ?? digitsOf(value)) : JSON.stringify(value);
}
