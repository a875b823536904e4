import { createIds } from '../gateway/ids.ts';
import type { Fetch } from '../http/fetch.ts';
import { listen, type Listening } from '../listen.ts';
import { definitions } from '../providers/definitions.ts';
import type { Emulator } from './emulator.ts';

/** How many accounts the sandbox has at a provider, where it is not one. */
const accountsAt: Readonly<Record<string, number>> = { MONRI: 2, VERIFONE: 2 };
const customersPerAccount = 64;

const tenant = 'sandbox';
/** Known to everyone, so that ids stay the same from one start to the next. */
const idSecret = Buffer.from('the sandbox keeps no secrets: 32+');

/** Seals ids as the sandbox's graph does. */
export const sandboxIds = createIds([idSecret], tenant);

/** The emulators of all providers, each on a loopback port of its own. */
export interface Sandbox {
  readonly emulators: readonly RunningEmulator[];
  /** A configuration file that reaches them all. */
  readonly config: Record<string, unknown>;
  readonly close: () => Promise<void>;
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
  /** What emulators do where no source settles it, by provider; each does what is documented where absent. */
  readonly switches?: Readonly<Record<string, object>>;
  /** Stands before an emulator, to make it fail. */
  readonly decorate?: (fetch: Fetch, provider: string) => Fetch;
}

/** Starts every registered provider's emulator, seeded with invented customers. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { customers = customersPerAccount, switches = {}, decorate = (fetch) => fetch } = options;
  const started = await Promise.all(
    [...definitions.values()].map(async ({ code, title, emulate }) => {
      const emulator = emulate({
        accounts: accountsAt[code] ?? 1,
        customers,
        switches: switches[code] ?? {},
      });
      const listening = await listen(decorate(emulator.fetch, code), { host: '127.0.0.1', port: 0 });
      return { provider: code, title, origin: listening.origin, emulator, listening };
    }),
  );
  return {
    emulators: started,
    config: toConfig(started),
    close: async () => {
      await Promise.all(started.map(({ listening }) => listening.close(0)));
    },
  };
}

function toConfig(running: readonly (RunningEmulator & { listening: Listening })[]): Record<string, unknown> {
  const accounts = running.flatMap(({ provider, title, origin, emulator }) => {
    const emulated = emulator.accounts(origin);
    return emulated.map(({ settings }, index) => ({
      key: `${provider.toLowerCase().replaceAll('_', '-')}${emulated.length > 1 ? `-${index + 1}` : ''}`,
      provider,
      displayName: emulated.length > 1 ? `${title} ${index + 1}` : title,
      environment: 'SANDBOX',
      settings,
    }));
  });
  return {
    idKey: idSecret.toString('base64url'),
    store: { type: 'memory' },
    audit: { type: 'none' },
    shutdown: { delayMs: 0 },
    access: { anonymous: { tenant, scopes: ['*'] } },
    tenants: [{ id: tenant, accounts }],
  };
}
