import type { ProviderDefinition } from './define.ts';
import * as registry from './registry.ts';

const known = new Map<string, ProviderDefinition>(
  Object.values(registry).map((definition) => [definition.code, definition]),
);
let isSealed = false;

/** Every provider, by its code in the graph. */
export const definitions: ReadonlyMap<string, ProviderDefinition> = known;

/** Adds a provider from outside. The graph is built with the first server, so it must be before that. */
export function registerProvider(definition: ProviderDefinition): void {
  if (isSealed) throw new Error('Providers are registered before the first server is created.');
  if (!/^[A-Z][A-Z0-9_]*$/.test(definition.code)) {
    throw new Error(
      `The code ${definition.code} cannot be in the graph: capital letters, digits and _ only.`,
    );
  }
  if (known.has(definition.code)) throw new Error(`There is a provider ${definition.code} already.`);
  known.set(definition.code, definition);
}

/** No provider can join any more: the graph has taken those that are there. */
export function sealProviders(): void {
  isSealed = true;
}
