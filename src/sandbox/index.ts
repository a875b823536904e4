import type { Fetch } from '../http/fetch.ts';
import { listen } from '../http/listen.ts';
import { definitions } from '../providers/definitions.ts';
import type { Emulate, Emulator } from '../emulators/kit/emulator.ts';
import type { RecordedAccount } from '../emulators/kit/recorded-account.ts';
import { emulators } from '../emulators/registry.ts';

/** How many accounts the sandbox has at a provider, if it is not one. */
const accountsAt: Readonly<Record<string, number>> = { MONRI: 2, VERIFONE: 2 };
const customersPerAccount = 64;

const tenant = 'sandbox';
/** Known to everyone, so that ids stay the same from one start to the next. */
const idSecret = Buffer.from('the sandbox keeps no secrets: 32+');

/** The emulators of all providers, each on its own loopback port. */
export interface Sandbox {
  readonly emulators: readonly RunningEmulator[];
  readonly accounts: readonly SandboxAccount[];
  /** A configuration file that reaches them all. */
  readonly config: Record<string, unknown>;
  readonly close: () => Promise<void>;
}

export interface SandboxAccount {
  readonly key: string;
  readonly displayName: string;
}

export interface RunningEmulator {
  readonly provider: string;
  readonly title: string;
  readonly origin: string;
  readonly emulator: Emulator;
}

export interface SandboxOptions {
  /** How many customers each account starts with. */
  readonly customers?: number;
  /** Undocumented behaviour of emulators, by provider; the documented one if absent. */
  readonly switches?: Readonly<Record<string, object>>;
  /** Accounts whose recorded answers stand in the place of records, by provider. If present, there are no others. */
  readonly recorded?: Readonly<Record<string, readonly RecordedAccount[]>>;
  /** The account that keeps a blind index; none does if absent. */
  readonly indexed?: string | undefined;
  /** Stands before an emulator, to make it fail. */
  readonly decorate?: (fetch: Fetch, provider: string) => Fetch;
  /** The clock of the emulators; the machine's if absent. */
  readonly now?: () => Date;
}

/** Starts the emulator of every registered provider that has one, seeded with invented customers. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    customers = customersPerAccount,
    switches = {},
    decorate = (fetch) => fetch,
    recorded,
    indexed,
    now,
  } = options;
  insistOnEmulators(recorded ?? {});
  const started = await Promise.all(
    emulated(recorded).map(async ({ code, title, emulate }) => {
      const emulator = emulate({
        accounts: recorded?.[code]?.length ?? accountsAt[code] ?? 1,
        customers,
        switches: switches[code] ?? {},
        ...(now && { now }),
        ...(recorded && { recorded: recorded[code] ?? [] }),
      });
      const listening = await listen(decorate(emulator.fetch, code), { host: '127.0.0.1', port: 0 });
      return { provider: code, title, origin: listening.origin, emulator, listening };
    }),
  );
  const accounts = accountsOf(started, indexed);
  return {
    emulators: started,
    accounts,
    config: toConfig(accounts),
    close: async () => {
      await Promise.all(started.map(({ listening }) => listening.close(0)));
    },
  };
}

function insistOnEmulators(recorded: NonNullable<SandboxOptions['recorded']>): void {
  const lacking = Object.keys(recorded).filter((code) => !Object.hasOwn(emulators, code));
  if (lacking.length > 0) throw new Error(`There is no emulator of ${lacking.join(', ')}.`);
}

function emulated(
  recorded: SandboxOptions['recorded'],
): readonly { code: string; title: string; emulate: Emulate }[] {
  return [...definitions.values()].flatMap(({ code, title }) => {
    const emulate = emulators[code];
    const isMeant = recorded === undefined || Object.hasOwn(recorded, code);
    return emulate && isMeant ? [{ code, title, emulate }] : [];
  });
}

function accountsOf(running: readonly RunningEmulator[], indexed: string | undefined) {
  return running.flatMap(({ provider, title, origin, emulator }) => {
    const reached = emulator.accounts(origin);
    return reached.map(({ settings }, index) => {
      const key = `${provider.toLowerCase().replaceAll('_', '-')}${reached.length > 1 ? `-${index + 1}` : ''}`;
      const displayName = reached.length > 1 ? `${title} ${index + 1}` : title;
      const account = { key, provider, displayName, environment: 'SANDBOX', settings };
      return key === indexed ? Object.assign(account, { index: { refreshSeconds: 20 } }) : account;
    });
  });
}

function toConfig(accounts: readonly object[]): Record<string, unknown> {
  return {
    idKey: idSecret.toString('base64url'),
    store: { type: 'memory' },
    audit: { type: 'none' },
    shutdown: { delayMs: 0 },
    access: { anonymous: { tenant, scopes: ['*'] }, shopperTokens: true },
    tenants: [{ id: tenant, accounts }],
  };
}
