import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant, readInstant } from './instant.ts';

/** Instants of the years that RFC 3339 can write. */
const anyInstant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T00:00:00Z'),
  noInvalidDate: true,
});

/** What no calendar or clock shows. */
const impossible = [
  '2024-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2024-04-31T00:00:00Z',
  '2024-13-01T00:00:00Z',
  '2024-00-10T00:00:00Z',
  '2024-01-00T00:00:00Z',
  '2024-01-01T24:00:00Z',
  '2024-01-01T12:60:00Z',
  '2024-01-01T12:00:61Z',
  '2024-01-01T12:30:60Z',
  '2024-01-01T00:00:00+24:00',
  '2024-01-01T00:00:00+01:60',
  '9999-12-31T23:59:59-01:00',
];

describe('an instant as RFC 3339', () => {
  it('is read in every offset and case', () => {
    fc.assert(
      fc.property(anyInstant, (date) => {
        expect(parseInstant(date.toISOString().toLowerCase())).toEqual(date);
      }),
    );
    expect(parseInstant('2024-02-29T23:30:00.5-01:00')).toEqual(new Date('2024-03-01T00:30:00.500Z'));
  });

  it.each([...impossible, '2024-01-01', '2024-01-01T00:00:00', '2024-01-01T00:00Z', '1727265660', ''])(
    'is not %j',
    (text) => expect(parseInstant(text)).toBeNull(),
  );
});

it('is the same in its plain spelling as in another', () => {
  fc.assert(
    fc.property(anyInstant, (date) => {
      const text = date.toISOString();
      const [plain, other] = [readInstant(text), readInstant(text.replace('Z', '+00:00'))];
      expect([plain, parseInstant(text)]).toEqual([other, date]);
    }),
  );
});

describe('an instant in another spelling', () => {
  const date = new Date('2024-09-25T12:01:00Z');

  it.each([
    '2024-09-25t12:01:00z',
    '2024-09-25 12:01:00 UTC',
    '2024-09-25 14:01:00 +0200',
    '2024-09-25T14:01:00+02',
    '2024-09-25T12:01Z',
    '20240925T120100Z',
    '2024-09-25T12:01:00,000Z',
    ' 2024-09-25T12:01:00Z\n',
    '1727265660',
    '1727265660000',
    '1727265660.000',
  ])('is read as %j', (text) => expect(readInstant(text)).toEqual(date));

  it.each(['2016-12-31T23:59:60Z', '2017-01-01T01:59:60+02:00', '2016-12-31 23:59:60 UTC'])(
    'is the second after a leap second as %j',
    (text) => expect(readInstant(text)).toEqual(new Date('2017-01-01T00:00:00Z')),
  );

  it('is the same in seconds and milliseconds from 1973 to 2286', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e8, max: 1e10 - 1 }), (seconds) => {
        expect(readInstant(String(seconds))).toEqual(new Date(seconds * 1000));
        fc.pre(seconds * 1000 >= 1e11);
        expect(readInstant(String(seconds * 1000))).toEqual(new Date(seconds * 1000));
      }),
    );
  });

  it.each([
    ...impossible,
    '2024-09-25',
    '2024-09-25T12:01:00',
    '25.09.2024 12:01 UTC',
    '20240925',
    '0',
    'now',
    '',
  ])('is not guessed from %j', (text) => expect(readInstant(text)).toBeNull());
});
