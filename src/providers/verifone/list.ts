import type { Customer } from '../../domain/customer.ts';
import {
  noFilter,
  type CustomerFilter,
  type CustomerFilterText,
  type Page,
  type PageRequest,
} from '../../domain/page.ts';
import { coveringPage, whatFollows, type NumberedPage } from '../shared/offset-page.ts';
import type { Search } from './api.ts';
import { toCustomer } from './customer.ts';
import * as rsql from './rsql.ts';

type WireCustomer = Parameters<typeof toCustomer>[0];

interface Listing {
  readonly request: PageRequest;
  /** What holds for every customer of the list, in RSQL: that it is the organisation's at least. */
  readonly condition: string;
  /** What restricts it further; nothing if absent. */
  readonly filter?: CustomerFilter;
  /** The most that one answer holds. */
  readonly maximum: number;
}

/**
 * A part of the list, newest first. It goes on by the time of creation instead of a page number: customers created before an
 * instant stay the same while others are created or deleted, and however small the vendor's pages are.
 */
export async function listCustomers(
  { request, condition, filter = noFilter, maximum }: Listing,
  ask: (query: Search) => Promise<readonly (WireCustomer | null)[]>,
): Promise<Page<Customer | null>> {
  const { limit, back = 0 } = request;
  const from = readPlace(request.from);
  const moved = Math.min(back, from.skip);
  const place = { ...from, skip: from.skip - moved, offset: from.offset - moved };
  const { number, size, skip } = pageFrom(place.skip, Math.min(limit + 1, maximum), maximum);
  const search = searchOf(condition, filter, place.createdAt);
  const wires = await ask({ search, page_number: number + 1, page_size: size });

  const found = wires.slice(skip).map((wire) => wire && toCustomer(wire));
  const cursors = cursorsOf(found, place);
  const wanted = found.slice(0, limit);
  return {
    items: wanted.map((item, index) => ({ item, cursor: cursors[index] ?? '' })),
    ...whatFollows(found.length, limit, { offset: place.offset, limit: size - skip }),
    next: String(place.offset + wanted.length),
    before: place.skip,
    isNewestFirst: true,
    total: null,
  };
}

/** The first page if it holds the window: a page of another number lies elsewhere if the vendor caps its size. */
function pageFrom(skip: number, limit: number, maximum: number): NumberedPage {
  const size = skip + limit;
  return size <= maximum ? { number: 0, size, skip } : coveringPage({ offset: skip, limit }, maximum);
}

/** Where an item is: behind so many others that were created in the same millisecond or, if none is named, at all. */
interface Place {
  readonly createdAt: number | null;
  readonly skip: number;
  /** How many items lay before it in the whole list, when it was read. */
  readonly offset: number;
}

function readPlace(cursor: string | null): Place {
  if (cursor === null) return { createdAt: null, skip: 0, offset: 0 };
  const [time, skip, offset] = cursor.split('/').map(Number);
  if (time === undefined || skip === undefined || offset === undefined) {
    return { createdAt: null, skip: Number(cursor), offset: Number(cursor) };
  }
  return { createdAt: time, skip, offset };
}

/**
 * The time of creation is documented as always there. A list that lacks one goes on by position: a search by time would
 * leave that customer out.
 */
function cursorsOf(customers: readonly (Customer | null)[], place: Place): readonly string[] {
  const isByPosition =
    (place.createdAt === null && place.offset > 0) || customers.some((customer) => !customer?.createdAt);
  let { createdAt, skip } = place;
  return customers.map((customer, index) => {
    const offset = place.offset + index;
    if (isByPosition) return String(offset);
    const time = customer?.createdAt?.getTime() ?? null;
    if (time !== createdAt) [createdAt, skip] = [time, 0];
    const cursor = `${time}/${skip}/${offset}`;
    skip += 1;
    return cursor;
  });
}

/** The Verifone field that each filter compares; Verifone has no field for the merchant's reference. */
const selectors = {
  email: 'email_address',
  firstName: 'billing.first_name',
  lastName: 'billing.last_name',
  company: 'company_name',
  phone: 'phone_number',
  taxIdentifier: 'tax.identifier',
  companyRegistrationNumber: 'company_registration_number',
} as const satisfies Record<Exclude<CustomerFilterText, 'merchantReference'>, rsql.Selector>;

/** `until`: only what was created in this millisecond or before, as the vendor may store finer times. */
function searchOf(condition: string, filter: CustomerFilter, until: number | null): string {
  const { createdFrom, createdBefore, updatedFrom, updatedBefore } = filter;
  const ends = [createdBefore, until === null ? null : new Date(until + 1)].filter((end) => end !== null);
  const end = ends.toSorted((left, right) => left.getTime() - right.getTime())[0] ?? null;
  const texts = Object.entries(selectors).flatMap(([name, selector]) => {
    const text = filter[name as keyof typeof selectors];
    return text === null ? [] : [rsql.equal(selector, text)];
  });
  return rsql.and(
    condition,
    ...texts,
    ...within('created_at', createdFrom, end),
    ...within('updated_at', updatedFrom, updatedBefore),
  );
}

function within(selector: rsql.Selector, from: Date | null, end: Date | null): readonly string[] {
  return [
    ...(from === null ? [] : [rsql.atOrAfter(selector, from)]),
    ...(end === null ? [] : [rsql.before(selector, end)]),
  ];
}
