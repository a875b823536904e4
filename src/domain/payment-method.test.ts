import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandOf, cardBrands } from './payment-method.ts';

describe('the brand', () => {
  it.each([
    ['VISA', ['400000', '405840', '499999', '4']],
    [
      'MASTERCARD',
      ['510000', '559999', '222100', '222999', '223000', '229999', '230000', '271999', '272099'],
    ],
    ['AMERICAN_EXPRESS', ['340000', '379999']],
    ['DINERS_CLUB', ['300000', '305999', '309500', '309599', '360000', '380000', '399999']],
    ['DISCOVER', ['601100', '644000', '649999', '650000', '659999']],
    ['MAESTRO', ['500000', '509999', '560000', '589999', '600000', '601000', '643999', '676300', '690000']],
    ['OTHER', ['220000', '222099', '272100', '280000', '306000', '309600', '310000', '352800', '3']],
    ['OTHER', ['000000', '199999', '700000', '999999', '']],
  ] as const)('is %s', (brand, numbers) => {
    expect(numbers.map((digits) => [digits, brandOf(digits)])).toEqual(
      numbers.map((digits) => [digits, brand]),
    );
  });

  it('is OTHER where no digits are known or they are hidden', () => {
    expect([null, '******', '*42424', ' 424242'].map(brandOf)).toEqual(['OTHER', 'OTHER', 'OTHER', 'OTHER']);
  });

  it('is told by six digits as well as by all', () => {
    const numbers = fc.stringMatching(/^\d{6,19}$/);
    fc.assert(
      fc.property(numbers, (number) => {
        expect(brandOf(number)).toBe(brandOf(number.slice(0, 6)));
        expect(cardBrands).toContain(brandOf(number));
      }),
    );
  });
});
