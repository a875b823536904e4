import type { Customer } from '../../domain/customer.ts';
import type { Call } from '../../port.ts';
import { batchSize, readCustomers } from '../read-customers.ts';
import { doubtMs, type IndexParts } from './account-index.ts';

interface Terms {
  readonly call: Call;
  /** The reading of the whole list that this is a part of; null if it is none. */
  readonly pass: number | null;
}

/** Reads customers by their keys and takes them in; forgets those who are no more. Who cannot be read stays as before. */
export async function readKeys(
  parts: IndexParts,
  keys: readonly string[],
  { call, pass }: Terms,
): Promise<void> {
  const { digests, store, now } = parts;
  for (let start = 0; start < keys.length; start += batchSize) {
    const batch = keys.slice(start, start + batchSize);
    const readAt = now();
    const found = await readMany(parts, batch, call);
    const there = found.filter((one) => one !== null && !(one instanceof Error) && !one.deleted);
    const gone = batch.filter((_key, index) => {
      const one = found[index];
      return one === null || (one && !(one instanceof Error) && one.deleted);
    });
    await store.put(digests.space, (there as Customer[]).map(digests.entryOf), {
      pass,
      writtenAt: null,
      replacesBefore: readAt - doubtMs,
    });
    await store.remove(digests.space, gone.map(digests.nameOf), readAt - doubtMs);
  }
}

async function readMany(
  { account: { vault } }: IndexParts,
  keys: readonly string[],
  call: Call,
): Promise<readonly (Customer | Error | null)[]> {
  const { getCustomer, getCustomers } = vault;
  if (getCustomers) return readCustomers({ getCustomer, getCustomers }, keys, call);
  const found = [];
  // One after another: others need the account's turns more.
  for (const key of keys) found.push(await getCustomer(key, call));
  return found;
}
