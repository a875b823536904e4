import { isSupported } from '../domain/capability.ts';
import type { Customer } from '../domain/customer.ts';
import type { CustomerPatch } from '../domain/customer-input.ts';
import {
  NotFoundError,
  StaleWriteError,
  UnsupportedOperationError,
  type InputIssue,
} from '../domain/errors.ts';
import type { Call, Precondition } from '../port.ts';
import { originOf, verb, type Account } from './account.ts';
import type { Attempt } from './idempotency/claimed-write.ts';
import { afterWrite, changing, type WriteKey, type WrittenCustomer } from './customer-writes.ts';
import { holdsPatch } from './holds-patch.ts';
import { checkPatch, issuesUnder } from './input-check.ts';
import type { RequestScope } from './request-scope.ts';

interface UpdateRequest extends WriteKey {
  readonly account: Account;
  readonly key: string;
  readonly patch: CustomerPatch;
  /** Refuses if the record has changed since. */
  readonly ifUnchangedSince: Date | null;
  /** Issues of the input that are already known; they are returned together with the rest. */
  readonly issues: readonly InputIssue[];
}

/** Changes what the patch names and nothing else. */
export async function updateCustomer(request: UpdateRequest, scope: RequestScope): Promise<WrittenCustomer> {
  const { account, key, patch, ifUnchangedSince, field, idempotencyKey } = request;
  const update = verb(account, 'UPDATE_CUSTOMER', 'updateCustomer');
  if (ifUnchangedSince) requireTrackedChanges(account);
  checkPatch(account, patch, request.issues);

  let updated: Customer | null = null;
  const run = async (call: Call, attempt: Attempt) => {
    const guard = ifUnchangedSince && guardOf(request, ifUnchangedSince, attempt);
    const sending = guard ? update(key, patch, guard.of(call), guard.precondition) : update(key, patch, call);
    updated = await issuesUnder('patch', sending);
    if (!updated) throw new NotFoundError('The provider has no such customer.', originOf(account));
    return { key: updated.key };
  };
  const { value, replayed } = await scope.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, key, patch, ifUnchangedSince],
      origin: originOf(account),
      mayDuplicate: false,
      run: (call, attempt) => changing(account, key, scope, () => run(call, attempt)),
    },
    scope.writes.call,
  );
  return { ...(await afterWrite(account, value.key, updated, scope)), replayed };
}

function requireTrackedChanges(account: Account): void {
  const capability = account.abilities.UPDATE_CUSTOMER;
  if (isSupported(capability) && capability.tracksChanges) return;
  const because = 'The provider keeps no time of the last change, so ifUnchangedSince cannot be honoured.';
  throw new UnsupportedOperationError('UPDATE_CUSTOMER', because, originOf(account));
}

/** A precondition, and a call that fails before a write if the precondition was not checked. */
function guardOf({ account, patch }: UpdateRequest, since: Date, { isRepetition }: Attempt) {
  let isAsked = false;
  const precondition: Precondition = (current) => {
    isAsked = true;
    if (current.updatedAt && current.updatedAt <= since) return;
    // The change may be our own earlier attempt's, whose outcome is unknown: a record that holds the patch takes it again.
    if (isRepetition && holdsPatch(current, patch)) return;
    throw new StaleWriteError(current, originOf(account));
  };
  const of = (call: Call): Call => ({
    ...call,
    beforeWrite: async () => {
      if (!isAsked) throw new Error('The vault would change a record without having asked the precondition.');
      await call.beforeWrite?.();
    },
  });
  return { precondition, of };
}
