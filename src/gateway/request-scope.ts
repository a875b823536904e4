import type { Call } from '../port.ts';
import type { Account } from './account.ts';
import type { Idempotency } from './idempotency/idempotency.ts';
import type { Ids } from './ids.ts';
import type { Loaders } from './loaders.ts';
import type { Reach } from './reach/reach.ts';
import type { Serial } from './serial.ts';

/** What one request can use. */
export interface RequestScope {
  /** The caller's accounts, in the order they are configured. */
  readonly accounts: readonly Account[];
  /** The customers that it reaches there; null: all of them. */
  readonly reach: Reach | null;
  readonly ids: Ids;
  readonly loaders: Loaders;
  readonly call: Call;
  readonly writes: Writes;
}

/** What a change needs besides. */
export interface Writes {
  /** Continues if the caller hangs up: a write that has begun is finished. */
  readonly call: Call;
  readonly idempotency: Idempotency;
  /** One update of a record at a time. */
  readonly serial: Serial;
}
