import { isSupported } from '../../src/domain/capability.ts';
import type { EmulatorOptions } from '../../src/emulators/kit/emulator.ts';
import type { ProviderDefinition } from '../../src/providers/define.ts';
import { definitions } from '../../src/providers/definitions.ts';
import { tablesOf } from '../../src/testing/support/subject.ts';
import { emulate } from './emulate.ts';

/** The registered providers, each with its emulator, for tables of tests. */
export const tables = tablesOf(
  [...definitions.values()].map((definition) =>
    Object.assign({}, definition, { emulate: (options?: EmulatorOptions) => emulate(definition, options) }),
  ),
);

export const { providers, accountsThat } = tables;

export function updates({ abilities }: Pick<ProviderDefinition, 'abilities'>): boolean {
  return isSupported(abilities.UPDATE_CUSTOMER);
}

export function deletes({ abilities }: Pick<ProviderDefinition, 'abilities'>): boolean {
  return isSupported(abilities.DELETE_CUSTOMER);
}
