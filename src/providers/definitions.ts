import type { ProviderDefinition } from './define.ts';
import * as registry from './registry.ts';

/** Every provider, by its code in the graph. */
export const definitions: ReadonlyMap<string, ProviderDefinition> = new Map(
  Object.values(registry).map((definition) => [definition.code, definition]),
);
