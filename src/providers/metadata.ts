import type { Metadata } from '../domain/customer.ts';

/** Pairs as a provider holds them: nested values become their JSON text, and a null is no pair. */
export function toMetadata(pairs: Readonly<Record<string, unknown>> | null | undefined): Metadata {
  return Object.fromEntries(
    Object.entries(pairs ?? {}).flatMap(([key, value]) => {
      if (value === null || value === undefined) return [];
      const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return [[key, isPlain ? value : JSON.stringify(value)]];
    }),
  );
}
