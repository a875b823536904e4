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
  /** May be answered from caches, if the request allows that. */
  readonly loaders: Loaders;
  /** Never are: for what decides something, and for what a person waits for. The same ones if there is no cache. */
  readonly freshLoaders: Loaders;
  readonly call: Call;
  readonly writes: Writes;
}

/** The same for reads that no cache may answer. */
export function freshly<Scope extends Pick<RequestScope, 'loaders' | 'freshLoaders'>>(scope: Scope): Scope {
  return scope.loaders === scope.freshLoaders ? scope : { ...scope, loaders: scope.freshLoaders };
}

/** What a change needs besides. */
export interface Writes {
  /** Continues if the caller hangs up: a write that has begun is finished. */
  readonly call: Call;
  readonly idempotency: Idempotency;
  /** One update of a record at a time. */
  readonly serial: Serial;
}
