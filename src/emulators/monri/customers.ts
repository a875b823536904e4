import { randomUUID } from 'node:crypto';
import { invalid, refused } from './answers.ts';
import { blankCustomer, newestFirst, withFields, writeTime } from './records.ts';
import type { CustomerFields, CustomerRecord } from './records.ts';
import { readCustomerFields, readPaging } from './validation.ts';
import type { World } from './world.ts';

const taken = 'Merchant customer has already been taken';

export function createCustomer(world: World, body: string): Response {
  const { merchant, switches, now } = world;
  const { value: given, errors } = readCustomerFields(body);
  if (errors) return invalid(errors, switches.sentencesTold);
  if (isTaken(world, given.merchant_customer_id)) return invalid([taken]);
  const time = writeTime(now());
  const customer: CustomerRecord = {
    uuid: randomUUID(),
    ...withFields(blankCustomer, given),
    status: 'approved',
    deleted: false,
    created_at: time,
    updated_at: time,
    deleted_at: null,
  };
  merchant.customers.set(customer.uuid, customer);
  return Response.json(customer);
}

export function updateCustomer(world: World, before: CustomerRecord, body: string): Response {
  const { merchant, switches, now } = world;
  if (before.deleted && !switches.deletedChangeable) return refused('Customer is deleted');
  const { value, errors } = readCustomerFields(body, switches.clearedBy);
  if (errors) return invalid(errors, switches.sentencesTold);
  const given = settable(value, before, switches);
  if (isTaken(world, given.merchant_customer_id, before.uuid)) return invalid([taken]);
  const customer = { ...before, ...withFields(before, given), updated_at: writeTime(now()) };
  merchant.customers.set(customer.uuid, customer);
  return Response.json(customer);
}

/** What an update sets: a null that clears nothing, or a reference that is fixed, is passed over. */
function settable(
  given: Partial<CustomerFields>,
  { merchant_customer_id }: CustomerRecord,
  { clearedBy, referenceChangeable }: World['switches'],
): Partial<CustomerFields> {
  const entries = Object.entries(given).flatMap(([name, value]) => {
    if (clearedBy === 'null' || name === 'metadata') return [[name, value]];
    return value === null ? [] : [[name, value === '' ? null : value]];
  });
  const fields: Partial<CustomerFields> = Object.fromEntries(entries);
  return referenceChangeable ? fields : { ...fields, merchant_customer_id };
}

/** The record stays, marked as deleted; deleting it once more answers the same. */
export function deleteCustomer({ merchant, switches, now }: World, before: CustomerRecord): Response {
  const time = writeTime(now());
  if (!before.deleted) {
    merchant.customers.set(before.uuid, { ...before, deleted: true, updated_at: time, deleted_at: time });
  }
  const { uuid, merchant_customer_id } = before;
  if (before.deleted && switches.secondDeletionStatus === 404) return refused('Customer not found', 404);
  const answer = { status: 'approved', id: uuid, deleted: true };
  return Response.json(switches.liveShapes ? { ...answer, uuid, merchant_customer_id } : answer);
}

/** The page of `records` that the query asks for. */
export function list(world: World, url: URL, records: IteratorObject<unknown>): Response {
  const { switches, lists } = world;
  const { value: paging, errors } = readPaging(url.searchParams, switches.maximumLimit);
  if (errors) return invalid(errors);
  const isTooLarge = Number(url.searchParams.get('limit') ?? 0) > switches.maximumLimit;
  if (switches.largeLimitRefused && isTooLarge) return invalid(['Limit is too large']);
  const limit = Math.min(paging.limit, lists.pageCap ?? Infinity);
  const data = records
    .drop(lists.placeIgnored ? 0 : paging.offset)
    .take(limit)
    .toArray();
  return Response.json({ status: 'approved', data });
}

/** As documented: `id` where a single record has `uuid`, and no `merchant_customer_id`. */
export function listItem(
  { uuid, merchant_customer_id, ...rest }: CustomerRecord,
  { switches }: World,
): object {
  const item = { id: uuid, ...rest };
  return switches.liveShapes ? { ...item, uuid, merchant_customer_id } : item;
}

/** What the customer list goes through, newest first. */
export function listedCustomers({ merchant, switches }: World): CustomerRecord[] {
  const customers = newestFirst(merchant.customers.values());
  return switches.deletedListed ? customers : customers.filter(({ deleted }) => !deleted);
}

/** Answers for the customer named, or as Monri does if it does not exist. */
export function forCustomer(
  { merchant, switches }: World,
  uuid: string | undefined,
  answer: (customer: CustomerRecord) => Response,
): Response {
  const customer = merchant.customers.get((uuid ?? '').toLowerCase());
  return customer ? answer(customer) : refused('Customer not found', switches.notFoundStatus);
}

/** Answers with the customer named, who may be deleted. */
export function forReading(world: World, uuid: string | undefined): Response {
  const { notFoundStatus, deletedReadable } = world.switches;
  return forCustomer(world, uuid, (customer) =>
    customer.deleted && !deletedReadable
      ? refused('Customer not found', notFoundStatus)
      : Response.json(customer),
  );
}

/** A merchant's own id may have been used again after a deletion, so a customer that is still there goes first. */
export function uuidFor({ merchant }: World, merchantCustomerId: string | undefined): string | undefined {
  const named = newestFirst(merchant.customers.values()).filter(
    (customer) => customer.merchant_customer_id === merchantCustomerId,
  );
  return (named.find(({ deleted }) => !deleted) ?? named[0])?.uuid;
}

function isTaken(
  { merchant: { customers }, switches }: World,
  merchantCustomerId: string | null | undefined,
  exceptUuid?: string,
): boolean {
  if (!merchantCustomerId || switches.duplicatesAllowed) return false;
  return customers
    .values()
    .some(
      ({ uuid, deleted, merchant_customer_id }) =>
        !(deleted && switches.deletedReferencesFree) &&
        uuid !== exceptUuid &&
        merchant_customer_id === merchantCustomerId,
    );
}
