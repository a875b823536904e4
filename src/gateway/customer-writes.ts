import { isSupported } from '../domain/capability.ts';
import type { Customer } from '../domain/customer.ts';
import type { CustomerFields, CustomerPatch } from '../domain/customer-input.ts';
import {
  AlreadyExistsError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  StaleWriteError,
  UnsupportedOperationError,
  type VaultError,
  type InputIssue,
} from '../domain/errors.ts';
import type { Call } from '../port.ts';
import { originOf, verb, type Account } from './account.ts';
import { checkNewCustomer, checkPatch, issuesUnder } from './input-check.ts';
import type { Reach } from './reach.ts';
import { readCustomer, type HeldCustomer } from './reading.ts';

/** What every write carries. */
export interface WriteKey {
  readonly idempotencyKey: string | null;
  /** The mutation, and which of several in one document. */
  readonly field: string;
}

export interface WrittenCustomer extends HeldCustomer {
  readonly replayed: boolean;
}

interface CreateRequest extends WriteKey {
  readonly account: Account;
  readonly fields: CustomerFields;
  /** What is known to be wrong with the input; told together with the rest. */
  readonly issues: readonly InputIssue[];
}

/** Creates a customer. Everything wrong with the fields is refused at once, and nothing is sent then. */
export async function createCustomer(request: CreateRequest, reach: Reach): Promise<WrittenCustomer> {
  const { account, fields, field, idempotencyKey } = request;
  const create = verb(account, 'CREATE_CUSTOMER', 'createCustomer');
  checkNewCustomer(account, fields, request.issues);

  const capability = account.abilities.CREATE_CUSTOMER;
  const isGuarded =
    isSupported(capability) && capability.isGuardedByReference === true && Boolean(fields.merchantReference);
  let created: Customer | null = null;
  const { value, replayed } = await reach.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, fields],
      origin: originOf(account),
      mayDuplicate: !isGuarded,
      run: async (call) => {
        created = await issuesUnder('customer', create(fields, call)).catch(rejectNotFound);
        return { key: created.key };
      },
    },
    reach.writes.call,
  );
  return { ...(await afterWrite(account, value.key, created, reach).catch(rejectNotFound)), replayed };
}

/** What creates finds nothing: a provider that says so refuses the request. */
export function rejectNotFound(error: unknown): never {
  throw error instanceof NotFoundError ? refusedBy(error) : error;
}

/** What deletes or attaches meets nothing that exists already: a provider that says so refuses the request. */
export function rejectAlreadyExists(error: unknown): never {
  throw error instanceof AlreadyExistsError ? refusedBy(error) : error;
}

function refusedBy(error: VaultError): VaultError {
  return error.origin ? new ProviderError('PROVIDER_REJECTED', error.origin) : error;
}

interface UpdateRequest extends WriteKey {
  readonly account: Account;
  readonly key: string;
  readonly patch: CustomerPatch;
  /** Refuses where the record has changed since. */
  readonly ifUnchangedSince: Date | null;
  /** What is known to be wrong with the input; told together with the rest. */
  readonly issues: readonly InputIssue[];
}

/**
 * Changes what the patch names and nothing else; updates of one record run one after another in this process. What was
 * read of the record before is forgotten, whatever becomes of the write.
 */
export async function updateCustomer(request: UpdateRequest, reach: Reach): Promise<WrittenCustomer> {
  const { account, key, patch, ifUnchangedSince, field, idempotencyKey } = request;
  const update = verb(account, 'UPDATE_CUSTOMER', 'updateCustomer');
  if (ifUnchangedSince) requireTrackedChanges(account);
  checkPatch(account, patch, request.issues);

  let updated: Customer | null = null;
  const run = async (call: Call) => {
    if (ifUnchangedSince) await requireUnchanged(account, key, ifUnchangedSince, call);
    updated = await issuesUnder('patch', update(key, patch, call));
    if (!updated) throw new NotFoundError('The provider has no such customer.', originOf(account));
    return { key: updated.key };
  };
  const { value, replayed } = await reach.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, key, patch, ifUnchangedSince],
      origin: originOf(account),
      mayDuplicate: false,
      run: (call) =>
        reach.writes
          .serial(JSON.stringify([account.key, key]), () => run(call))
          .finally(() => reach.loaders.of(account).forget(key)),
    },
    reach.writes.call,
  );
  return { ...(await afterWrite(account, value.key, updated, reach)), replayed };
}

function requireTrackedChanges(account: Account): void {
  const capability = account.abilities.UPDATE_CUSTOMER;
  if (isSupported(capability) && capability.tracksChanges) return;
  const because = 'The provider keeps no time of the last change, so ifUnchangedSince cannot be honoured.';
  throw new UnsupportedOperationError('UPDATE_CUSTOMER', because, originOf(account));
}

async function requireUnchanged(account: Account, key: string, since: Date, call: Call): Promise<void> {
  const current = await account.vault.getCustomer(key, call);
  if (!current) throw new NotFoundError('The provider has no such customer.', originOf(account));
  if (!current.updatedAt || current.updatedAt > since) throw new StaleWriteError(current, originOf(account));
}

interface DeleteRequest extends WriteKey {
  readonly account: Account;
  readonly key: string;
}

export interface Deleted {
  /** Whether it had been gone before. */
  readonly alreadyDeleted: boolean;
  readonly replayed: boolean;
}

/** Deletes a customer; deleting what is gone succeeds and says so. */
export async function deleteCustomer(request: DeleteRequest, reach: Reach): Promise<Deleted> {
  const { account, key, field, idempotencyKey } = request;
  const remove = verb(account, 'DELETE_CUSTOMER', 'deleteCustomer');
  const { value, replayed } = await reach.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, key],
      origin: originOf(account),
      mayDuplicate: false,
      run: (call) =>
        remove(key, call)
          .then((existed) => ({ existed }), rejectAlreadyExists)
          .finally(() => reach.loaders.of(account).forget(key)),
    },
    reach.writes.call,
  );
  return { alreadyDeleted: !value.existed, replayed };
}

/** The record as it is now: as the write answered, or read again where an earlier outcome is returned. */
async function afterWrite(
  account: Account,
  key: string,
  written: Customer | null,
  reach: Reach,
): Promise<HeldCustomer> {
  const reads = reach.loaders.of(account);
  reads.forget(key);
  if (written) {
    reads.prime(written);
    return { account, customer: written };
  }
  const found = await readCustomer(reach, account, key, true).catch(doneButUnread);
  if (!found)
    throw new NotFoundError('The customer was written, and has been deleted since.', originOf(account));
  return found;
}

/** A write that is done must not be told as one that changed nothing, only because its record cannot be read now. */
function doneButUnread(error: unknown): never {
  if (!(error instanceof ProviderError)) throw error;
  const message =
    'The write was carried out before, but its record could not be read now: repeat the request.';
  const options = { mayDuplicate: false, retryable: true, cause: error };
  throw new OutcomeUnknownError(message, error.origin ?? undefined, options);
}
