import type { GraphQLResolveInfo } from 'graphql';
import { hasScope, type Scope } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { AccessDeniedError, VaultError } from '../domain/errors.ts';
import type { IdTarget } from '../gateway/ids.ts';
import type { HeldCustomer } from '../gateway/reading.ts';
import { refuseCardNumbers } from './refuse-card-numbers.ts';
import type { Told } from './told.ts';

/** An expected failure of a write, with what the graph adds to it. */
export interface Failed extends Told {
  /** Finds the record that exists already, where the provider can. */
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/** What became of a write: the success, or an expected failure as a value. */
export type Result<Success> = Success | Failed;

interface Writing<Success> {
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
  readonly input: object & { readonly id?: string };
  /** What the caller must have been granted. */
  readonly scope: Scope;
  readonly work: () => Promise<Success>;
  /** What was made, or where, for the audit; not needed where the input names it by its id. */
  readonly made?: (success: Success) => IdTarget;
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/**
 * Runs a write for those who may, and turns thrown members of the error family into values; a defect stays thrown.
 * Whatever became of it is in the audit before this resolves.
 */
export async function toResult<Success>(writing: Writing<Success>): Promise<Result<Success>> {
  const { made, findExisting } = writing;
  let success: Success;
  try {
    success = await run(writing);
  } catch (failure) {
    const isExpected = failure instanceof VaultError;
    record(writing, isExpected ? failure.code : 'INTERNAL_SERVER_ERROR', {
      account: isExpected ? failure.origin?.account : undefined,
    });
    if (!isExpected) throw failure;
    return { failure, ...(findExisting ? { findExisting } : {}) };
  }
  record(writing, 'SUCCESS', { target: made?.(success) });
  return success;
}

function run<Success>({ context, info, input, scope, work }: Writing<Success>): Promise<Success> {
  if (!hasScope(context.caller, scope)) throw new AccessDeniedError([scope]);
  refuseCardNumbers(input, info);
  return work();
}

interface Concerned {
  readonly target?: IdTarget | undefined;
  readonly account?: string | undefined;
}

/** An id that is none of this tenant's may hold anything, so that it is left out. */
function record<Success>(
  { context: { audit, ids }, info, input }: Writing<Success>,
  outcome: string,
  { target, account }: Concerned,
): void {
  const named = input.id === undefined ? null : ids.open(input.id);
  audit({
    action: info.fieldName,
    objectId: named ? (input.id ?? null) : target ? ids.seal(target) : null,
    account: account ?? named?.account ?? target?.account ?? null,
    outcome,
  });
}

export function isFailed(result: object): result is Failed {
  return 'failure' in result;
}
