import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCardNumber, replaceCardNumbers } from './card-number.ts';

function luhnSum(digits: readonly number[]): number {
  return digits
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9))
    .reduce((sum, value) => sum + value, 0);
}

/** What numbers of each kind begin with, and how many digits they have. */
const kinds = fc.constantFrom(
  ['4', 16],
  ['4', 19],
  ['4', 13],
  ['51', 16],
  ['2221', 16],
  ['34', 15],
  ['36', 14],
  ['6011', 16],
  ['3528', 16],
  ['62', 19],
  ['5018', 13],
  ['2200', 16],
  ['6074', 16],
  ['9792', 16],
) satisfies fc.Arbitrary<readonly [string, number]>;

/** Digits of an issued number, with the right check digit. */
const cardDigits = fc
  .tuple(kinds, fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }))
  .map(([[first, length], others]) => {
    const digits = [...Array.from(first, Number), ...others].slice(0, length - 1);
    return [...digits, (10 - (luhnSum([...digits, 0]) % 10)) % 10].join('');
  });

const separator = fc.constantFrom('', '', '', ' ', '.', '-', ' - ', '\u00a0', '\u2011', '\u2013', '\t');
const words = fc.constantFrom('', 'card ', 'PAN: ', '(', 'x', 'số ', '#');

const written = fc
  .tuple(cardDigits, fc.array(separator, { minLength: 19, maxLength: 19 }), words, words)
  .map(([digits, separators, before, after]) => ({
    digits,
    text: `${before}${Array.from(digits, (digit, index) => (index === 0 ? digit : separators[index] + digit)).join('')}${after && ` ${after}`}`,
  }));

describe('a card number', () => {
  it('is found however it is grouped and whatever stands around it', () => {
    fc.assert(
      fc.property(written, ({ text }) => {
        expect(holdsCardNumber(text)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('is replaced whole', () => {
    fc.assert(
      fc.property(written, ({ digits, text }) => {
        const replaced = replaceCardNumbers(text, '[card number]');
        expect(replaced).toContain('[card number]');
        expect(replaced.replaceAll(/\D/g, '')).not.toContain(digits);
        expect(holdsCardNumber(replaced)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it('is none with one digit wrong', () => {
    const wrong = fc
      .tuple(cardDigits, fc.nat(), fc.integer({ min: 1, max: 9 }))
      .map(([digits, place, change]) => {
        const at = place % digits.length;
        return `${digits.slice(0, at)}${(Number(digits[at]) + change) % 10}${digits.slice(at + 1)}`;
      });
    fc.assert(
      fc.property(wrong, (text) => {
        expect(holdsCardNumber(text)).toBe(false);
      }),
    );
  });

  it.each([
    '4111111111111111',
    '4222222222222',
    '378282246310005',
    '3782 822463 10005',
    '4111 1111 1111 1111 12/29',
    '4111 1111 1111 1111 123',
    '12/29 4111-1111-1111-1111',
    'card4111111111111111ok',
    '%B4111111111111111^DOE/JANE^29',
    '4111111111111111=2912',
    '4111111111111111',
    '4111\u200b1111\u200b1111\u200b1111',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    'before 2026-11-20, 4111.1111.1111.1111',
    '20261120103000 4111111111111111',
  ])('is seen in %j', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });

  it.each([
    '',
    '411111111111',
    '4111111111111112',
    '41111111111111110000',
    // The right check digit, but no issuer's.
    '9000000000000001',
    '7012345678901234',
    '30111111111111111',
    '4111/1111/1111/1111',
    '+49 151 2345678',
    '1763632800001',
    '1763632800000007',
    '20261120103001',
    '2026-11-20T10:30:00.123456789Z',
    '80000000-0000-4000-8000-000000000003',
    'DE89 3704 0044 0532 0130 00',
    'HR4210010051863000008',
    '5f4dcc3b5aa765d61d8327deb882cf99',
  ])('is not seen in %j', (text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });

  it('is not seen in identifiers: UUIDs, digests, object ids, sealed ids', () => {
    const hex = (length: number) =>
      fc
        .uint8Array({ minLength: length / 2, maxLength: length / 2 })
        .map((bytes) => Buffer.from(bytes).toString('hex'))
        .filter((text) => /[a-f]/.test(text));
    const sealed = fc
      .uint8Array({ minLength: 40, maxLength: 200 })
      .map((bytes) => `1${Buffer.from(bytes).toString('base64url')}`);
    const identifier = fc.oneof(fc.uuid(), hex(24), hex(40), hex(64), sealed);
    fc.assert(
      fc.property(identifier, (text) => {
        expect(holdsCardNumber(text)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });

  // In proportion to the body's length: its square would be minutes.
  it('is looked for in a whole body within two seconds of work', () => {
    const body = '1 '.repeat(51_200);
    const start = process.threadCpuUsage();
    holdsCardNumber(body);
    replaceCardNumbers(body, '');
    expect(process.threadCpuUsage(start).user / 1000).toBeLessThan(2000);
  });
});
