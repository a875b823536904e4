import type { ProviderDefinition } from './define.ts';
import * as registry from './registry.ts';

const known = new Map<string, ProviderDefinition>();
for (const definition of Object.values(registry)) addTo(known, definition);

/** The registered providers, by their codes in the graph. */
export const definitions: ReadonlyMap<string, ProviderDefinition> = known;

/** Adds a provider to those that a server has unless it is given its own. */
export function registerProvider(definition: ProviderDefinition): void {
  addTo(known, definition);
}

/** Providers by their codes; throws if two of them have the same code or title, or cannot be in one graph. */
export function byCode(providers: Iterable<ProviderDefinition>): ReadonlyMap<string, ProviderDefinition> {
  const found = new Map<string, ProviderDefinition>();
  for (const definition of providers) addTo(found, definition);
  return found;
}

/** Without this check, the second of two providers with the same code would replace the first. */
function addTo(others: Map<string, ProviderDefinition>, definition: ProviderDefinition): void {
  const { code, title, details } = definition;
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) {
    throw new Error(`The code ${code} cannot be in the graph: capital letters, digits and _ only.`);
  }
  for (const other of others.values()) {
    if (other.code === code) throw collision('code', code, [other, definition]);
    if (other.title === title) throw collision('title', title, [other, definition]);
    if (other.details.name === details.name)
      throw collision('type of details', details.name, [other, definition]);
  }
  others.set(code, definition);
}

/** Which of the two is the newer one is not known: a registry may be in any order. */
function collision(what: string, name: string, pair: readonly ProviderDefinition[]): Error {
  const providers = pair.map(({ title, code }) => `${title} (${code})`).join(' and ');
  return new Error(`The ${what} ${name} belongs to two providers, ${providers}: give one of them another.`);
}
