import { IdempotencyConflictError, StoreUnfitError } from '../../domain/errors.ts';
import type { ErasureStore, KeptErasure } from '../../store/erasures.ts';
import { originOf, type Account } from '../account.ts';
import { orUnavailable } from '../idempotency/claimed-write.ts';
import { checkKey, digestKey } from '../idempotency/key.ts';
import type { Seal } from '../sealing/seal.ts';
import { toErasure, type Erasure, type Head } from './erasure.ts';
import { newTask, readTask, writeTask, type Starter } from './task.ts';
import type { Worker } from './worker.ts';

export interface ErasureRequest {
  readonly customers: readonly { readonly account: Account; readonly key: string }[];
  readonly idempotencyKey: string;
  /** Why, in the caller's words; null if that was not said. */
  readonly reason: string | null;
  readonly by: Starter;
}

export interface Begun {
  readonly erasure: Erasure;
  /** Whether it was begun before, under the same idempotency key. */
  readonly replayed: boolean;
}

/** The erasures of one tenant. */
export interface Erasures extends Worker {
  /** Keeps what is to be erased; nothing is sent before. Resolves at once: the worker does the rest. */
  readonly begin: (request: ErasureRequest) => Promise<Begun>;
  /** Null if there is none of this name, or if it was kept long enough. */
  readonly read: (name: string) => Promise<Erasure | null>;
}

interface ErasuresOptions {
  /** Null if the store keeps no erasures. */
  readonly store: ErasureStore | null;
  readonly tenant: string;
  readonly seal: Seal;
  readonly worker: Worker;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long an erasure is kept, counted from its beginning. */
const keepMs = 90 * 24 * 60 * 60 * 1000;

export function createErasures({ store, tenant, seal, worker, now }: ErasuresOptions): Erasures {
  const open = ({ head, tasks }: KeptErasure, name: string): Erasure =>
    toErasure(
      name,
      readHead(head, seal),
      tasks.map(({ text, due }) => ({ ...readTask(text, seal), due })),
    );
  const read = async (keeping: ErasureStore, name: string): Promise<Erasure | null> => {
    const kept = await orUnavailable(keeping.read({ tenant, name, now: now() }));
    return kept && open(kept, name);
  };

  return {
    ...worker,
    read: async (name) => store && read(store, name),
    begin: async (request) => {
      const { customers, idempotencyKey, reason, by } = request;
      const name = digestKey(tenant, 'eraseCustomers', checkKey(idempotencyKey));
      const keeping = fit(store, customers);
      const startedAt = now();
      const tasks = customers.map(({ account, key }) =>
        writeTask(newTask({ account: account.key, key, startedAt, by }), seal),
      );
      const head = seal.seal(JSON.stringify({ startedAt, reason } satisfies Head));
      const isNew = await orUnavailable(keeping.begin({ tenant, name, head, tasks, now: startedAt, keepMs }));
      void worker.work();
      const erasure = await read(keeping, name);
      if (!erasure) throw new Error('An erasure is gone that was kept a moment ago.');
      if (!isSame(erasure, request))
        throw new IdempotencyConflictError('other input', originOfAll(customers));
      return { erasure, replayed: !isNew };
    },
  };
}

function readHead(text: string, seal: Seal): Head {
  const opened = seal.open(text);
  if (opened === null)
    throw new Error('A kept erasure cannot be opened: its key is not configured any more.');
  return JSON.parse(opened);
}

/** A store that loses nothing; one in memory will do for test accounts. */
function fit(store: ErasureStore | null, customers: ErasureRequest['customers']): ErasureStore {
  if (!store) throw new StoreUnfitError('The store of this API keeps no erasures; nothing was sent.');
  const isLive = customers.some(({ account }) => account.environment === 'LIVE');
  if (store.isDurable || !isLive) return store;
  throw new StoreUnfitError(
    'Erasures at live accounts must outlive the process: set store.type to sqlite or redis. Nothing was sent.',
  );
}

function isSame(erasure: Erasure, { customers, reason }: ErasureRequest): boolean {
  const { tasks } = erasure;
  return (
    erasure.reason === reason &&
    tasks.length === customers.length &&
    tasks.every(
      ({ account, key }, place) => account === customers[place]?.account.key && key === customers[place]?.key,
    )
  );
}

/** The account that all of them are at; undefined if there are several. */
function originOfAll([first, ...others]: ErasureRequest['customers']) {
  const isOne = others.every(({ account }) => account.key === first?.account.key);
  return first && isOne ? originOf(first.account) : undefined;
}
