import type { Emulator, EmulatorOptions } from '../../src/emulators/kit/emulator.ts';
import { emulators } from '../../src/emulators/registry.ts';

/** The emulator of a provider. */
export function emulate({ code }: { readonly code: string }, options?: EmulatorOptions): Emulator {
  const start = emulators[code];
  if (!start) throw new Error(`${code} has no emulator.`);
  return start(options);
}

/** An emulator whose accounts are configured with these settings as well. */
export function configured(emulator: Pick<Emulator, 'accounts' | 'fetch'>, changes: object) {
  return {
    fetch: emulator.fetch,
    accounts: (origin: string) =>
      emulator.accounts(origin).map(({ settings, customerKeys }) => ({
        settings: { ...settings, ...changes },
        customerKeys,
      })),
  };
}
