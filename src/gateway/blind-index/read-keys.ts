import type { Customer } from '../../domain/customer.ts';
import { VaultError } from '../../domain/errors.ts';
import type { Call } from '../../port.ts';
import { batchSize, readCustomers } from '../read-customers.ts';
import { doubtMs, type IndexParts } from './index-parts.ts';

interface Terms {
  readonly call: Call;
  /** The reading of the whole list that this is a part of; null if it is none. */
  readonly pass: number | null;
}

/** A customer who could not be read, and why. */
export interface Unread {
  readonly key: string;
  readonly error: VaultError;
}

/** Reads customers by their keys and takes them in; forgets those who are no more. Gives those who could not be read. */
export async function readKeys(
  parts: IndexParts,
  keys: readonly string[],
  { call, pass }: Terms,
): Promise<readonly Unread[]> {
  const { digests, store, now } = parts;
  const unread: Unread[] = [];
  for (let start = 0; start < keys.length; start += batchSize) {
    const batch = keys.slice(start, start + batchSize);
    const readAt = now();
    const found = await readMany(parts, batch, call);
    const there: Customer[] = [];
    const gone: string[] = [];
    for (const [index, key] of batch.entries()) {
      const one = found[index] ?? null;
      if (one instanceof VaultError) unread.push({ key, error: one });
      else if (one === null || one.deleted) gone.push(digests.nameOf(key));
      else there.push(one);
    }
    const replacesBefore = readAt - doubtMs;
    await store.put(digests.space, there.map(digests.entryOf), { pass, writtenAt: null, replacesBefore });
    await store.remove(digests.space, gone, replacesBefore);
  }
  return unread;
}

type Answer = Customer | VaultError | null;

async function readMany(
  { account: { vault } }: IndexParts,
  keys: readonly string[],
  call: Call,
): Promise<readonly Answer[]> {
  const { getCustomer, getCustomers } = vault;
  if (getCustomers) {
    const answers = await orFailure(readCustomers({ getCustomer, getCustomers }, keys, call));
    return answers instanceof VaultError ? keys.map(() => answers) : answers.map(expected);
  }
  const answers: Answer[] = [];
  // One after another: others need the account's turns more.
  for (const key of keys) answers.push(await orFailure(getCustomer(key, call)));
  return answers;
}

function orFailure<Result>(read: Promise<Result>): Promise<Result | VaultError> {
  return read.catch(expected);
}

/** A defect is thrown on. */
function expected<Result>(answer: Result | Error): Result | VaultError {
  if (answer instanceof Error && !(answer instanceof VaultError)) throw answer;
  return answer;
}
