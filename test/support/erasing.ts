import type { Account } from '../../src/gateway/account.ts';
import type { Erasure } from '../../src/gateway/erasure/erasure.ts';
import type { Erasures } from '../../src/gateway/erasure/erasures.ts';
import { openErasures, type ErasureLine } from '../../src/gateway/erasure/open-erasures.ts';
import { createIds, digest, type Ids } from '../../src/gateway/ids.ts';
import { createSerial } from '../../src/gateway/serial.ts';
import type { ErasureStore } from '../../src/store/erasures.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

/** How long a step may take; its owner is believed to live a second longer. */
export const requestTimeoutMs = 2_000;
export const by = { requestId: 'request-1', caller: 'api-key desk' };

/** The erasures of a tenant whose time passes on demand. */
export interface Erasing {
  readonly erasures: Erasures;
  readonly clock: FakeClock;
  readonly audited: readonly ErasureLine[];
  readonly reported: readonly unknown[];
  readonly begin: (account: Account, ...keys: readonly string[]) => Promise<Erasure>;
  readonly read: (erasure: Pick<Erasure, 'name'>) => Promise<Erasure>;
  /** Lets time pass, each time until something is due, until the erasure is over; gives up after so long. */
  readonly finish: (erasure: Pick<Erasure, 'name'>, withinMs?: number) => Promise<Erasure>;
}

/** The ids of each key, which are slow to make and remember nothing. */
const idsOf: Record<number, Ids> = {};

/** Keeps erasures in memory unless another store is given; nowhere for null. */
export function erasing(
  accounts: readonly Account[],
  store: ErasureStore | null | undefined = createMemoryStore().erasures,
  idKey = 7,
): Erasing {
  const secrets = [Buffer.alloc(32, idKey)] as const;
  const ids = (idsOf[idKey] ??= createIds(secrets, 'acme'));
  const clock = createFakeClock();
  const beginning = Date.now();
  const now = (): number => beginning + clock.now();
  const audited: ErasureLine[] = [];
  const reported: unknown[] = [];
  const erasures = openErasures(
    {
      tenant: 'acme',
      accounts,
      secrets,
      ids,
      serial: createSerial(),
      store: store ?? undefined,
      requestTimeoutMs,
    },
    {
      clock,
      now,
      audit: (line) => digest(String(audited.push(line))),
      report: (error) => void reported.push(error),
    },
  );
  let begun = 0;
  const read = async ({ name }: Pick<Erasure, 'name'>): Promise<Erasure> => {
    const erasure = await erasures.read(name);
    if (!erasure) throw new Error('There is no such erasure.');
    return erasure;
  };
  return {
    erasures,
    clock,
    audited,
    reported,
    read,
    begin: async (account, ...keys) => {
      const customers = keys.map((key) => ({ account, key }));
      const request = { customers, idempotencyKey: `key-${idKey}-${(begun += 1)}`, reason: null, by };
      return (await erasures.begin(request)).erasure;
    },
    finish: async (erasure, withinMs = 60_000) => {
      const end = clock.now() + withinMs;
      for (;;) {
        await erasures.work();
        const current = await read(erasure);
        const [due] = clock.due();
        if (current.status !== 'RUNNING' || due === undefined || clock.now() + due > end) return current;
        clock.pass(due);
      }
    },
  };
}

/** The states of an erasure's steps, task by task. */
export function statesOf({ tasks }: Erasure): readonly (readonly string[])[] {
  return tasks.map(({ steps }) => steps.map(({ state }) => state));
}
