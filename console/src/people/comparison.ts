import { linesOf } from '../customer/address-lines.ts';
import { detailsOf } from '../customer/details.ts';
import { wholeAddress } from '../graph/documents.ts';
import { readFragment } from '../graphql/index.ts';
import { labelOf } from '../parts/labels.ts';
import type { PersonRecord } from './use-records.ts';

/** A field of one record as it is shown. */
export interface Cell {
  /** Null if the record does not hold it. */
  readonly text: string | null;
  /** Whether it is null because it could not be read. */
  readonly isUnavailable: boolean;
}

/** A field of all the records, in their order. */
export interface Row {
  readonly name: string;
  readonly cells: readonly Cell[];
  /** Whether two records hold different values, compared exactly as they are shown. */
  readonly differs: boolean;
}

const texts = [
  'fullName',
  'firstName',
  'lastName',
  'company',
  'email',
  'phone',
  'merchantReference',
] as const;
const addresses = ['billingAddress', 'shippingAddress'] as const;

/**
 * The fields of several records, each that a record holds or whose value is not known. What only one kind of provider keeps is
 * there if two records hold it.
 */
export function compare(records: readonly PersonRecord[], hasMethods: boolean): readonly Row[] {
  const rowOf = (name: string, cellOf: (record: PersonRecord) => Cell): Row => {
    const cells = records.map(cellOf);
    const held = cells.flatMap(({ text }) => (text === null ? [] : [text]));
    return { name, cells, differs: new Set(held).size > 1 };
  };
  const shared = [
    ...texts.map((field) => rowOf(labelOf(field), (record) => textCell(record, field))),
    ...addresses.map((field) => rowOf(labelOf(field), (record) => addressCell(record, field))),
    ...(hasMethods ? [rowOf('Payment methods', methodsCell)] : []),
  ].filter(({ cells }) => cells.some(({ text, isUnavailable }) => text !== null || isUnavailable));
  const particular = detailNamesIn(records)
    .map((name) => rowOf(name, (record) => detailCell(record, name)))
    .filter(({ cells }) => cells.filter(({ text }) => text !== null).length > 1);
  return [...shared, ...particular];
}

function textCell({ customer, isUnavailable }: PersonRecord, field: (typeof texts)[number]): Cell {
  return { text: customer[field] || null, isUnavailable: isUnavailable(field) };
}

function addressCell({ customer, isUnavailable }: PersonRecord, field: (typeof addresses)[number]): Cell {
  const address = readFragment(wholeAddress, customer[field]);
  return { text: address ? linesOf(address) || null : null, isUnavailable: isUnavailable(field) };
}

function methodsCell({ methods }: PersonRecord): Cell {
  return { text: methods?.join('\n') || null, isUnavailable: methods === null };
}

function detailNamesIn(records: readonly PersonRecord[]): readonly string[] {
  const names = records.flatMap(({ customer }) => detailsOf(customer.details).map(({ name }) => name));
  return [...new Set(names)];
}

function detailCell({ customer, isUnavailable }: PersonRecord, name: string): Cell {
  const detail = detailsOf(customer.details).find((candidate) => candidate.name === name);
  if (!detail) return { text: null, isUnavailable: false };
  return { text: detail.value || null, isUnavailable: isUnavailable('details', detail.field) };
}
