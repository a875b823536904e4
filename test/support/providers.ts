import type { EmulatorOptions } from '../../src/emulators/kit/emulator.ts';
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
