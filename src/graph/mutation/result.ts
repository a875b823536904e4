import type { GraphQLResolveInfo } from 'graphql';
import { hasScope, type Scope } from '../../access/caller.ts';
import type { Context } from '../../builder/context.ts';
import { AccessDeniedError, VaultError } from '../../domain/errors.ts';
import type { IdTarget } from '../../gateway/ids.ts';
import type { HeldCustomer } from '../../gateway/reading.ts';
import { refuseCardNumbersInArgument } from '../shared/refuse-card-numbers.ts';
import { refuseShoppers } from '../shared/shoppers.ts';
import type { FailureValue } from '../shared/failure-value.ts';

/** An expected failure of a write, with what the graph adds to it. */
export interface Failed extends FailureValue {
  /** Finds the record that exists already, if the provider can. */
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/** The outcome of a write: the success, or an expected failure as a value. */
export type Result<Success> = Success | Failed;

/** What every success of a write has. */
interface Replayable {
  readonly replayed: boolean;
}

interface Writing<Success extends Replayable> {
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
  readonly input: object & { readonly id?: string };
  /** What the caller must have been granted. */
  readonly scope: Scope;
  readonly work: () => Promise<Success>;
  /** What was made, or where, for the audit; not needed if the input names it by its id. */
  readonly made?: (success: Success) => IdTarget;
  readonly findExisting?: () => Promise<HeldCustomer | null>;
}

/**
 * Runs a write for those who may, and turns thrown members of the error family into values; a defect stays thrown.
 * Whatever became of it is in the audit before this resolves.
 */
export async function toResult<Success extends Replayable>(
  writing: Writing<Success>,
): Promise<Result<Success>> {
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
  record(writing, 'SUCCESS', { target: made?.(success), replayed: success.replayed });
  return success;
}

function run<Success extends Replayable>({
  context,
  info,
  input,
  scope,
  work,
}: Writing<Success>): Promise<Success> {
  const field = info.parentType.getFields()[info.fieldName];
  if (field?.extensions['forShoppers'] !== true) refuseShoppers(context);
  if (!hasScope(context.caller, scope)) throw new AccessDeniedError([scope]);
  refuseCardNumbersInArgument('input', input, info);
  return work();
}

interface Concerned {
  readonly target?: IdTarget | undefined;
  readonly account?: string | undefined;
  readonly replayed?: boolean | undefined;
}

/** An id that does not open here may hold anything, so that it is left out. */
function record<Success extends Replayable>(
  { context: { audit, ids }, info, input }: Writing<Success>,
  outcome: string,
  { target, account, replayed }: Concerned,
): void {
  const [opened = null] = input.id === undefined ? [] : ids.openAll([input.id]);
  const named = opened instanceof Error ? null : opened;
  audit({
    action: info.fieldName,
    objectId: named ? (input.id ?? null) : target ? ids.seal(target) : null,
    account: account ?? named?.account ?? target?.account ?? null,
    outcome,
    ...(replayed ? { replayed: true } : {}),
  });
}

export function isFailed(result: object): result is Failed {
  return 'failure' in result;
}
