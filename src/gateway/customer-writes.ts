import { isSupported } from '../domain/capability.ts';
import type { Customer } from '../domain/customer.ts';
import type { CustomerFields } from '../domain/customer-input.ts';
import {
  AlreadyExistsError,
  NotFoundError,
  OutcomeUnknownError,
  ProviderError,
  type VaultError,
  type InputIssue,
} from '../domain/errors.ts';
import type { Call } from '../port.ts';
import { tooLate, untilAborted } from '../upstream/abort.ts';
import { originOf, verb, type Account } from './account.ts';
import { holdsPatch } from './holds-patch.ts';
import { checkNewCustomer, issuesUnder } from './input-check.ts';
import type { RequestScope } from './request-scope.ts';
import { readCustomer, type HeldCustomer } from './reading.ts';

/** What every write carries. */
export interface WriteKey {
  readonly idempotencyKey: string | null;
  /** The mutation. */
  readonly field: string;
}

export interface WrittenCustomer extends HeldCustomer {
  readonly replayed: boolean;
}

interface CreateRequest extends WriteKey {
  readonly account: Account;
  readonly fields: CustomerFields;
  /** Issues of the input that are already known; they are returned together with the rest. */
  readonly issues: readonly InputIssue[];
}

/** Creates a customer. Everything wrong with the fields is refused at once, and nothing is sent then. */
export async function createCustomer(request: CreateRequest, scope: RequestScope): Promise<WrittenCustomer> {
  const { account, fields, field, idempotencyKey } = request;
  const create = verb(account, 'CREATE_CUSTOMER', 'createCustomer');
  checkNewCustomer(account, fields, request.issues);

  const capability = account.abilities.CREATE_CUSTOMER;
  const isGuarded =
    isSupported(capability) && capability.isGuardedByReference === true && Boolean(fields.merchantReference);
  let created: Customer | null = null;
  const { value, replayed } = await scope.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, fields],
      origin: originOf(account),
      mayDuplicate: !isGuarded,
      run: async (call, { isRepetition }) => {
        const own = isRepetition ? (error: unknown) => ownCreation(error, request, call) : rethrow;
        created = await issuesUnder('customer', create(fields, call)).catch(own).catch(rejectNotFound);
        return { key: created.key };
      },
    },
    scope.writes.call,
  );
  return { ...(await afterWrite(account, value.key, created, scope)), replayed };
}

function rethrow(error: unknown): never {
  throw error;
}

/** What a repetition finds under its reference is its own if it is as it would have been created; any other stays one. */
async function ownCreation(
  error: unknown,
  { account, fields }: CreateRequest,
  call: Call,
): Promise<Customer> {
  const reference = fields.merchantReference;
  if (!(error instanceof AlreadyExistsError) || !reference) throw error;
  const existing = await account.vault.getCustomerByReference?.(reference, call).catch(() => null);
  if (!existing || !holdsPatch(existing, fields)) throw error;
  return existing;
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

interface DeleteRequest extends WriteKey {
  readonly account: Account;
  readonly key: string;
}

export interface Deleted {
  /** Whether it had been gone before. */
  readonly alreadyDeleted: boolean;
  readonly replayed: boolean;
}

export interface DeletedCustomer extends Deleted {
  /** The record as it was, if the provider answered with it. It is not kept with the outcome. */
  readonly customer: HeldCustomer | null;
}

/**
 * Changes one record. This process does one write to a record at a time, in the order in which they came. What was read of
 * the record before is forgotten, whether the write succeeds or fails.
 */
export async function changing<Result>(
  account: Account,
  key: string,
  { writes, loaders }: RequestScope,
  change: () => Promise<Result>,
): Promise<Result> {
  const record = orderOf(account, key);
  const { signal } = writes.call;
  const turn = Promise.withResolvers<void>();
  const changed = writes.serial(record, () => {
    turn.resolve();
    if (signal.aborted) throw tooLate(signal, originOf(account));
    return change();
  });
  // A caller that stopped waiting for its turn does not await this promise: its rejection is expected.
  changed.catch(() => undefined);
  await untilAborted(turn.promise, signal).catch(() => {
    throw tooLate(signal, originOf(account));
  });
  return changed.finally(() => loaders.of(account).forget(key));
}

/** The name under which writes to one record wait for each other. */
export function orderOf(account: Account, key: string): string {
  // Some keys mean the same in capitals. Two records that wait for each other needlessly do no harm.
  return JSON.stringify([account.key, key.toLowerCase()]);
}

/** Deletes a customer. Deleting a customer that no longer exists succeeds and says so. */
export async function deleteCustomer(request: DeleteRequest, scope: RequestScope): Promise<DeletedCustomer> {
  const { account, key, field, idempotencyKey } = request;
  const remove = verb(account, 'DELETE_CUSTOMER', 'deleteCustomer');
  let record: Customer | null = null;
  const { value, replayed } = await scope.writes.idempotency(
    {
      field,
      key: idempotencyKey,
      input: [account.key, key],
      origin: originOf(account),
      mayDuplicate: false,
      run: (call) =>
        changing(account, key, scope, async () => {
          const deleted = await remove(key, call).catch(rejectAlreadyExists);
          record = typeof deleted === 'boolean' ? null : deleted;
          return { existed: deleted !== false };
        }),
    },
    scope.writes.call,
  );
  const customer = record && { account, customer: record };
  return { alreadyDeleted: !value.existed, customer, replayed };
}

/** The record as it is now: as the write answered, or read again if an earlier outcome is returned. */
export async function afterWrite(
  account: Account,
  key: string,
  written: Customer | null,
  scope: RequestScope,
): Promise<HeldCustomer> {
  const reads = scope.loaders.of(account);
  reads.forget(key);
  if (written) {
    reads.prime(written);
    return { account, customer: written };
  }
  const found = await readCustomer(scope, account, key, true).catch(doneButUnread);
  if (!found)
    throw new NotFoundError('The customer was written, and has been deleted since.', originOf(account));
  return found;
}

/** A completed write must not fail as if nothing had changed only because its record cannot be read now. */
function doneButUnread(error: unknown): never {
  if (!(error instanceof ProviderError)) throw error;
  const message =
    'The write was carried out before, but its record could not be read now: repeat the request.';
  const options = { mayDuplicate: false, retryable: true, cause: error };
  throw new OutcomeUnknownError(message, error.origin ?? undefined, options);
}
