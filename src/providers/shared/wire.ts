import { z } from 'zod';
import { readInstant } from './instant.ts';
import { isRawNumber, type RawNumber } from '../../upstream/json.ts';

/**
 * Pieces of wire schemas. Only `recordKey` can fail: any other field that cannot be read is null and the rest of the record
 * is kept. A record without its key identifies nothing and is refused.
 *
 * Each piece has a reader beside its schema. zod makes several objects for every field that it parses, which costs more than
 * everything else that is done with a record; `recordOf`, `nested` and `items` ask the readers of their parts, and zod only
 * for what was refused.
 */

/** Gives what a value means, or `z.INVALID`. */
type Reader<Value> = (value: unknown) => Value | z.INVALID;

const readers = new WeakMap<z.ZodType, Reader<unknown>>();

function readBy<Schema extends z.ZodType>(schema: Schema, read: Reader<NoInfer<z.output<Schema>>>): Schema {
  const readable = z.withParser(schema, read);
  readers.set(readable, read);
  return readable;
}

/** The reader of a schema; one that asks zod if it has none. */
function readerOf<Schema extends z.ZodType>(schema: Schema): Reader<z.output<Schema>> {
  const known = readers.get(schema) as Reader<z.output<Schema>> | undefined;
  if (known) return known;
  return (value) => {
    const read = schema.safeParse(value);
    return read.success ? read.data : z.INVALID;
  };
}

/** A text, or a number in its digits. An empty text is null. */
export const text = tolerant(textOf);

/** As `text`; undefined if the record does not have the field at all. */
export const textIfGiven = tolerant((value) => (value === undefined ? undefined : textOf(value)));

/** What names a record: a text or a number. */
export const recordKey = readBy(
  z.unknown().transform((value, context) => {
    const found = textOf(value);
    if (found !== null) return found;
    context.addIssue({ code: 'custom', message: 'No key.' });
    return z.NEVER;
  }),
  (value) => textOf(value) ?? z.INVALID,
);

/** An instant as a text, or as a number of seconds or milliseconds since 1970. */
export const instant = tolerant((value) => readInstant(textOf(value) ?? ''));

/** True or false, as such, as 1 or 0, or as the text of either. */
export const flag = tolerant(flagOf);

/** The graph's `Int` holds no more. */
export const largestInt = 2 ** 31 - 1;

/** A whole number from `least` on, or its text. */
export function whole(least = 0, most: number = Number.MAX_SAFE_INTEGER) {
  return tolerant((value) => {
    const written = textOf(value)?.trim() ?? '';
    const number = /^-?\d+(?:\.0+)?$/.test(written) ? Number(written) : null;
    return number !== null && number >= least && number <= most ? number : null;
  });
}

/** A record, of which only these fields are read. */
export function recordOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  const fields = Object.entries(shape).map(([name, field]) => [name, readerOf(field as z.ZodType)] as const);
  return readBy(schema, (value) => {
    if (!isRecord(value)) return z.INVALID;
    const found: Record<string, unknown> = {};
    for (const [name, read] of fields) {
      const field = read(value[name]);
      if (field === z.INVALID) return z.INVALID;
      found[name] = field;
    }
    return found as z.output<typeof schema>;
  });
}

/** An object inside a record. */
export function nested<Shape extends z.ZodRawShape>(shape: Shape) {
  const inner = recordOf(shape);
  const read = readerOf(inner);
  return readBy(tolerant((value) => (isRecord(value) ? value : null)).pipe(inner.nullable()), (value) =>
    isRecord(value) ? read(value) : null,
  );
}

/** Any object, unchanged, with its keys in order: `z.record` would leave out a key named `__proto__`. */
export const anyRecord = z.custom<WireRecord>(isRecord);

export type WireRecord = Readonly<Record<string, unknown>>;

/** An object of unknown shape inside a record. */
export const nestedRecord = tolerant((value) => (isRecord(value) ? value : null));

/**
 * A list whose items are read one by one: null stands in the place of one that cannot be read. A list without a single
 * object is another answer than was asked for, and is refused.
 */
export function items<Item extends z.ZodType>(item: Item) {
  const readItem = readerOf(item);
  const readAll = (list: readonly unknown[]): readonly (z.output<Item> | null)[] =>
    list.map((value) => {
      const read = readItem(value);
      return read === z.INVALID ? null : read;
    });
  return readBy(z.array(z.unknown()).refine(holdsRecords).transform(readAll), (list) =>
    Array.isArray(list) && holdsRecords(list) ? readAll(list) : z.INVALID,
  );
}

function holdsRecords(list: readonly unknown[]): boolean {
  return list.length === 0 || list.some(isRecord);
}

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawNumber(value);
}

/** The text of a text or a number; null for an empty one and for everything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value || null;
  return isNumber(value) ? digitsOf(value) : null;
}

/** The digits of a number as they came. */
export function digitsOf(value: number | RawNumber): string {
  return typeof value === 'number' ? String(value) : value.rawJSON;
}

export function isNumber(value: unknown): value is number | RawNumber {
  return typeof value === 'number' || isRawNumber(value);
}

export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = textOf(value)?.trim().toLowerCase() ?? '';
  if (word === 'true' || word === '1') return true;
  return word === 'false' || word === '0' ? false : null;
}

/** A field that costs only itself if it cannot be read: `read` gives null then. */
export function tolerant<Value>(read: (value: unknown) => Value) {
  return readBy(
    z
      .unknown()
      .optional()
      .transform((value): Value => read(value)),
    read as Reader<Awaited<Value>>,
  );
}
