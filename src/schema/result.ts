import { hasScope, type Caller, type Scope } from '../access/caller.ts';
import { AccessDeniedError, VaultError } from '../domain/errors.ts';
import type { HeldCustomer } from '../gateway/reading.ts';
import type { Told } from './told.ts';

/** An expected failure of a write, with what the graph adds to it. */
export interface Failed extends Told {
  /** Finds the record that exists already, where the provider can. */
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/** What became of a write: the success, or an expected failure as a value. */
export type Result<Success> = Success | Failed;

interface Writing<Success> {
  readonly caller: Caller;
  /** What the caller must have been granted. */
  readonly scope: Scope;
  readonly work: () => Promise<Success>;
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/** Runs a write for those who may, and turns thrown members of the error family into values; a defect stays thrown. */
export async function toResult<Success>({
  caller,
  scope,
  work,
  findExisting,
}: Writing<Success>): Promise<Result<Success>> {
  try {
    if (!hasScope(caller, scope)) throw new AccessDeniedError([scope]);
    return await work();
  } catch (failure) {
    if (!(failure instanceof VaultError)) throw failure;
    return { failure, ...(findExisting ? { findExisting } : {}) };
  }
}

export function isFailed(result: object): result is Failed {
  return 'failure' in result;
}
