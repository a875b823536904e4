import {
  isSupported,
  registrationTermsOf,
  type Operation,
  type RegistrationSubject,
} from '../../domain/capability.ts';
import type { Emulate, Emulator } from '../../emulators/kit/emulator.ts';
import type { Vault } from '../../port.ts';
import type { ProviderDefinition } from '../../providers/define.ts';
import { connectTo } from './vault.ts';

/** A provider whose promises are tested. */
export interface Subject extends ProviderDefinition {
  /**
   * Starts a stand-in for its API. It heeds the options: two accounts, each with as many customers as are asked for. What
   * an account holds must not depend on the number of calls.
   */
  readonly emulate: Emulate;
}

/** Providers for tables of tests, by what they can do. */
export interface Tables {
  readonly providers: readonly Subject[];
  /** Those that can do all of these. */
  readonly providersThat: (...operations: readonly Operation[]) => readonly Subject[];
  /** Those that make registration links for such a subject. */
  readonly providersRegistering: (subject: RegistrationSubject) => readonly Subject[];
  /** Both accounts of those that can do all of these: accounts may differ in how they sign in. */
  readonly accountsThat: (...operations: readonly Operation[]) => readonly AccountRow[];
  /** Those whose vaults have a verb that no operation promises. */
  readonly providersWith: (name: keyof Vault) => readonly Subject[];
}

interface AccountRow {
  readonly code: string;
  readonly account: number;
  readonly definition: Subject;
}

export function tablesOf(providers: readonly Subject[]): Tables {
  const providersThat = (...operations: readonly Operation[]): readonly Subject[] =>
    providers.filter(({ abilities }) => operations.every((operation) => isSupported(abilities[operation])));
  return {
    providers,
    providersThat,
    providersRegistering: (subject) =>
      providers.filter(({ abilities }) => registrationTermsOf(abilities)?.subject === subject),
    accountsThat: (...operations) =>
      providersThat(...operations).flatMap((definition) =>
        [0, 1].map((account) => ({ code: definition.code, account, definition })),
      ),
    providersWith: (name) =>
      providers.filter((definition) => name in connectTo(definition, definition.emulate()).vault),
  };
}

/** How many customers an account of `seeded` starts with: enough for several pages of every size but the largest. */
export const customersPerAccount = 64;

/** One account of a provider with two accounts, each with its own customers. */
export function seeded(definition: Subject, account = 0) {
  const emulator = definition.emulate({ accounts: 2, customers: customersPerAccount });
  return { emulator, ...connectTo(definition, emulator, { account }) };
}

/** A key of the same form that is none of the keys of an account, in whichever case. */
export function unlike(key: string, keys: readonly string[]): string {
  const known = new Set([key, ...keys].map((each) => each.toLowerCase()));
  const places = [...key.matchAll(/[a-z\d]/gi)].map(({ index }) => index).toReversed();
  const similar = places.flatMap((place) =>
    Array.from({ length: 10 }, (_, digit) => `${key.slice(0, place)}${digit}${key.slice(place + 1)}`),
  );
  return similar.find((each) => !known.has(each.toLowerCase())) ?? unlike(`${key}0`, keys);
}

/** An emulator whose accounts are configured with a base URL that is one folder too deep. */
export function elsewhere(emulator: Pick<Emulator, 'accounts' | 'fetch'>) {
  return {
    fetch: emulator.fetch,
    accounts: (origin: string) =>
      emulator.accounts(origin).map(({ settings, customerKeys }) => ({
        settings: { ...settings, baseUrl: `${String(settings['baseUrl'])}/elsewhere` },
        customerKeys,
      })),
  };
}
