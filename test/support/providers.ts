import { isSupported, type Operation } from '../../src/domain/capability.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import { definitions } from '../../src/providers/definitions.ts';
import type { Vault } from '../../src/port.ts';
import { connectTo } from './vault.ts';

/** Every registered provider, for a table of tests. */
export const providers: readonly ProviderDefinition[] = [...definitions.values()];

/** The registered providers that can do all of these. */
export function providersThat(...operations: readonly Operation[]): readonly ProviderDefinition[] {
  return providers.filter(({ abilities }) =>
    operations.every((operation) => isSupported(abilities[operation])),
  );
}

/** How many customers an account of `seeded` starts with: enough for several pages of every size but the largest. */
export const customersPerAccount = 64;

/** One account of a provider with two accounts, each with customers of its own. */
export function seeded(definition: ProviderDefinition, account = 0) {
  const emulator = definition.emulate({ accounts: 2, customers: customersPerAccount });
  return { emulator, ...connectTo(definition, emulator, { account }) };
}

/** Both accounts of a provider that can do all of these: accounts may differ in how they sign in. */
export function accountsThat(...operations: readonly Operation[]) {
  return providersThat(...operations).flatMap((definition) =>
    [0, 1].map((account) => ({ code: definition.code, account, definition })),
  );
}

/** The providers whose vaults have a verb that no operation promises. */
export function providersWith(name: keyof Vault): readonly ProviderDefinition[] {
  return providers.filter((definition) => name in connectTo(definition, definition.emulate()).vault);
}

/** A key like a given one that nobody has. */
export function unlike(key: string): string {
  return `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
}
