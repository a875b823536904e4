import type { ErasureStore } from '../../store/erasures.ts';
import type { Account } from '../account.ts';
import type { Ids, Secrets } from '../ids.ts';
import { realClock, type Clock } from '../live/clock.ts';
import { createSeal } from '../sealing/seal.ts';
import type { Serial } from '../serial.ts';
import type { Call } from '../../port.ts';
import { createErasures, type Erasures } from './erasures.ts';
import type { StepOver } from './run-taken.ts';
import type { Starter } from './task.ts';
import { createWorker, type Worker } from './worker.ts';

/** How erasures are done, beside what every write has. */
export interface Erasing {
  /** Records that a step is over, and may give the digest of its line. Nothing is recorded if absent. */
  readonly audit?: ((line: ErasureLine) => unknown) | undefined;
  /** By which it waits; the machine's if absent. */
  readonly clock?: Pick<Clock, 'after'> | undefined;
  /** Milliseconds since 1970; the machine's if absent. */
  readonly now?: (() => number) | undefined;
  readonly observe?: Call['observe'] | undefined;
  /** Called with defects, and once each time the store fails; nothing is called if absent. */
  readonly report?: ((error: unknown) => void) | undefined;
}

/** What the audit has of a step that is over. */
export interface ErasureLine extends Starter, Pick<StepOver, 'account' | 'outcome'> {
  readonly tenant: string;
  readonly action: 'eraseCustomers';
  /** The sealed id of the record. */
  readonly objectId: string;
}

interface TenantParts {
  readonly tenant: string;
  readonly accounts: readonly Account[];
  readonly secrets: Secrets;
  readonly ids: Ids;
  readonly serial: Serial;
  readonly store: ErasureStore | undefined;
  readonly requestTimeoutMs: number;
}

/** The erasures of a tenant, with their worker. Texts are sealed as ids are: they last as long. */
export function openErasures(
  { tenant, accounts, secrets, ids, serial, store, requestTimeoutMs }: TenantParts,
  { audit, clock = realClock, now = Date.now, observe = nothing, report = nothing }: Erasing = {},
): Erasures {
  const seal = createSeal(secrets, tenant, 'erasure');
  const record = ({ by, target, account, outcome }: StepOver): string | null => {
    const objectId = ids.seal(target);
    const digest = audit?.({ ...by, tenant, action: 'eraseCustomers', objectId, account, outcome });
    return typeof digest === 'string' ? digest : null;
  };
  const worker = store
    ? createWorker({
        store,
        tenant,
        accounts,
        seal,
        serial,
        requestTimeoutMs,
        clock,
        now,
        record,
        observe,
        report,
      })
    : idle;
  return createErasures({ store: store ?? null, tenant, seal, worker, now });
}

function nothing(): void {
  // Nothing was asked for.
}

const idle: Worker = { work: () => Promise.resolve(), stop: () => Promise.resolve() };
