import { connectAccounts, type World } from '../../providers/connect.ts';
import type { Account } from '../../gateway/account.ts';
import type { Fetch } from '../../http/fetch.ts';
import type { CachedRead, Call, UpstreamCall } from '../../port.ts';
import type { ProviderDefinition } from '../../providers/define.ts';
import type { EmulatedAccount, Emulator } from '../../emulators/kit/emulator.ts';
import { realTime, type Time } from '../../upstream/time.ts';

export const origin = 'http://127.0.0.1:9';

export { noFilter } from '../../domain/page.ts';

/** A call that is not aborted unless a signal is given, and the requests it observed. */
export function createCall(signal = new AbortController().signal): Call & { readonly seen: UpstreamCall[] } {
  const seen: UpstreamCall[] = [];
  return { signal, deadline: performance.now() + 10_000, observe: (observed) => seen.push(observed), seen };
}

/** The same for a read that a cache may answer, and what caches answered. */
export function createCachedCall() {
  const hits: CachedRead[] = [];
  return { ...createCall(), cached: (read: CachedRead) => void hits.push(read), hits };
}

/** No pauses between attempts; `src/upstream/retries.test.ts` tests the pauses. */
const time: Time = { ...realTime, pause: async () => undefined };

interface ConnectOptions extends Pick<World, 'createBreaker' | 'cacheOf'> {
  readonly account?: number;
  readonly fetch?: Fetch;
  readonly now?: () => Date;
}

/** Connects one account of an emulator in memory: no socket, everything else as in earnest. */
export function connectTo(
  definition: ProviderDefinition,
  emulator: Pick<Emulator, 'accounts' | 'fetch'>,
  options: ConnectOptions = {},
): Account & EmulatedAccount {
  const {
    account: index = 0,
    fetch = emulator.fetch,
    now = () => new Date(),
    createBreaker,
    cacheOf,
  } = options;
  const emulated = emulator.accounts(origin)[index];
  if (!emulated) throw new Error(`The emulator has no account ${index}.`);
  const [account] = connectAccounts(
    [
      {
        key: `${definition.code.toLowerCase()}-${index}`,
        displayName: definition.title,
        environment: 'SANDBOX',
        definition,
        settings: definition.settings.parse(emulated.settings),
        limits: { concurrency: 64, queue: 256 },
      },
    ],
    { fetch, now, time, cacheOf, ...(createBreaker && { createBreaker }) },
  );
  if (!account) throw new Error('No account was connected.');
  return { ...account, ...emulated };
}
