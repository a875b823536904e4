import { readCassettes } from '../cassettes/cassette.ts';
import { recordedAccount } from '../cassettes/recorded-account.ts';
import type { SandboxOptions } from '../sandbox/index.ts';

/** The accounts of the cassettes of a folder, by provider. Warns of each request that a cassette cannot answer. */
export function recordedAccountsIn(
  folder: string,
  warn: (line: string) => void,
): NonNullable<SandboxOptions['recorded']> {
  const accounts = [...readCassettes(folder)].map(([name, cassette]) =>
    Object.assign(recordedAccount(cassette), {
      provider: cassette.provider,
      lacks: (call: string) => warn(`${name} has no answer to this ${call}.`),
    }),
  );
  if (accounts.length === 0) {
    throw new Error(
      'The folder of --cassettes has no cassette; `vaultgraph certify --record DIR` makes them.',
    );
  }
  return Object.fromEntries(Map.groupBy(accounts, ({ provider }) => provider));
}
