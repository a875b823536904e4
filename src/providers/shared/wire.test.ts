import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJson } from '../../upstream/json.ts';
import {
  anyRecord,
  flag,
  instant,
  items,
  nested,
  nestedRecord,
  recordOf,
  recordKey,
  text,
  textIfGiven,
  whole,
} from './wire.ts';

/** What a field is read as, from JSON; the field is missing if there is no JSON. */
function read(field: z.ZodType, json?: string): unknown {
  const schema = z.object({ field });
  return (schema.parse(json === undefined ? {} : { field: parseJson(json) }) as { field?: unknown }).field;
}

describe('a field of a record', () => {
  it.each([
    ['"a"', 'a'],
    ['7', '7'],
    ['1.0', '1.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['""', null],
    ['null', null],
    [undefined, null],
    ['true', null],
    ['[]', null],
    ['{}', null],
  ])('of %s is the text %j', (json, value) => expect(read(text, json)).toBe(value));

  it('can be distinguished from a missing one', () => {
    expect([read(textIfGiven), read(textIfGiven, 'null'), read(textIfGiven, '7')]).toEqual([
      undefined,
      null,
      '7',
    ]);
  });

  it.each([
    ['true', true],
    ['1', true],
    ['"True"', true],
    ['"1"', true],
    ['false', false],
    ['0', false],
    ['"false"', false],
    ['"FALSE "', false],
    ['0.0', null],
    ['2', null],
    ['"no"', null],
    ['null', null],
    [undefined, null],
    ['{}', null],
  ])('of %s is the flag %j', (json, value) => expect(read(flag, json)).toBe(value));

  it.each([
    ['15', 15],
    ['"15"', 15],
    ['15.0', 15],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['"soon"', null],
    ['21', null],
    ['12345678901234567890', null],
    ['null', null],
    [undefined, null],
  ])('of %s is the number %j from 1 to 20', (json, value) => expect(read(whole(1, 20), json)).toBe(value));

  it.each(['""', '[]', 'null', '7', '1.0', '"x"', 'true'])('of %s is no object', (json) => {
    expect([read(nested({ inner: text }), json), read(nestedRecord, json)]).toEqual([null, null]);
  });

  it('of an object is read part by part', () => {
    expect(read(nested({ one: text, two: instant }), '{"one":1,"two":[]}')).toEqual({ one: '1', two: null });
  });

  it.each(['null', '""', '{}', 'true', undefined])('of %s is no key', (json) => {
    expect(() => read(recordKey, json)).toThrow(z.ZodError);
  });
});

it('passes a record on with every key', () => {
  const written = '{"__proto__":{"a":1.0},"b":null}';
  expect(JSON.stringify(anyRecord.parse(parseJson(written)))).toBe(written);
  expect(['1.0', '[]', 'null', '"x"'].map((json) => anyRecord.safeParse(parseJson(json)).success)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

/** A schema that holds every piece, and the same one parsed by zod alone. */
const pieces = { text, textIfGiven, recordKey, instant, flag, whole: whole(1, 99), nestedRecord };
const fast = items(recordOf({ ...pieces, inner: nested({ recordKey, text }) }));
const byZod = z.array(z.unknown()).transform((list) =>
  list.map((value) => {
    const inner = z.unknown().optional().transform(asRecord).pipe(z.object({ recordKey, text }).nullable());
    const found = z.object({ ...pieces, inner }).safeParse(value);
    return found.success ? found.data : null;
  }),
);

function asRecord(value: unknown): object | null {
  return anyRecord.safeParse(value).data ?? null;
}

const field = fc.oneof(
  fc.constantFrom('a', '', '7', '2024-09-25T12:01:00Z', 'true', 7, 1.5, 0, null, true, undefined, [], {}),
  fc.jsonValue(),
);
const inner = fc.oneof(field, fc.record({ recordKey: field, text: field }, { requiredKeys: [] }));
const wireRecords = fc.array(
  fc.oneof(
    fc.record(
      {
        text: field,
        recordKey: field,
        instant: field,
        flag: field,
        whole: field,
        nestedRecord: field,
        inner,
      },
      { requiredKeys: [] },
    ),
    field,
  ),
);

it('is the same by readers as by zod', () => {
  fc.assert(
    fc.property(wireRecords, (list) => {
      const isRefused = list.length > 0 && !list.some((value) => anyRecord.safeParse(value).success);
      const found = fast.safeParse(list);
      expect([found.success, found.data]).toEqual([!isRefused, isRefused ? undefined : byZod.parse(list)]);
    }),
    { numRuns: 500 },
  );
});
