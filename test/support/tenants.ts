import type { RunningGraph } from './graph.ts';

type Settings = Readonly<Record<string, unknown>>;

/** A configured tenant with the accounts at another graph's emulators, so that both see the same records. */
export function sameTenant(
  { emulators }: RunningGraph,
  change: (
    settings: Settings,
    index: number,
    accountsAt: (origin: string) => readonly Settings[],
  ) => Settings = (settings) => settings,
) {
  const accounts = emulators.flatMap(({ provider, origin, emulator }) => {
    const accountsAt = (where: string) => emulator.accounts(where).map(({ settings }) => settings);
    return accountsAt(origin).map((settings, index, { length }) => ({
      key: `${provider.toLowerCase().replaceAll('_', '-')}${length > 1 ? `-${index + 1}` : ''}`,
      provider,
      environment: 'SANDBOX',
      settings: change(settings, index, accountsAt),
    }));
  });
  return { id: 'sandbox', accounts };
}
