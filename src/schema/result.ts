import { VaultError } from '../domain/errors.ts';
import type { HeldCustomer } from '../gateway/reading.ts';
import type { Told } from './told.ts';

/** An expected failure of a write, with what the graph adds to it. */
export interface Failed extends Told {
  /** Finds the record that exists already, where the provider can. */
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/** What became of a write: the success, or an expected failure as a value. */
export type Result<Success> = Success | Failed;

/** Turns thrown members of the error family into values; a defect stays thrown. */
export async function toResult<Success>(
  work: () => Promise<Success>,
  findExisting?: Failed['findExisting'],
): Promise<Result<Success>> {
  try {
    return await work();
  } catch (failure) {
    if (!(failure instanceof VaultError)) throw failure;
    return { failure, ...(findExisting ? { findExisting } : {}) };
  }
}

export function isFailed(result: object): result is Failed {
  return 'failure' in result;
}
