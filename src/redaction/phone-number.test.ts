import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCardNumber } from './card-number.ts';
import { holdsCardNumberAsPhone } from './phone-number.ts';

describe('a phone number', () => {
  it('is no card number, whatever its digits add up to', () => {
    const written = fc
      .tuple(
        fc.constantFrom('+49 151 ', '0049151', '49151', '+49 (0)151 / ', '+49-151-', 'tel:+49151', '＋49151'),
        fc.stringMatching(/^\d{8}$/),
        fc.constantFrom('', ' ext. 12', ' x7', ' DW 345'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(written, (text) => {
        expect(holdsCardNumberAsPhone(text)).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['+4915123456787', '4915123456787', '+49-151-23456787'])(
    'is one that would be taken for a card elsewhere: %s',
    (text) => {
      expect(holdsCardNumber(text)).toBe(true);
      expect(holdsCardNumberAsPhone(text)).toBe(false);
    },
  );

  it.each([
    '4111111111111111',
    '+4111111111111111',
    '3782 822463 10005',
    '+378282246310005',
    '36148900647913',
    '+49 151 2345678 card 4111 1111 1111 1111',
    '4111 1111 1111 1111 ext. 123',
    'my card: 4222222222222',
  ])('is not what holds a card number: %s', (text) => {
    expect(holdsCardNumberAsPhone(text)).toBe(true);
  });
});
