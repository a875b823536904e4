import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandOf, cardBrands, isIssued } from './card-issuers.ts';

describe('the brand', () => {
  it.each([
    ['VISA', ['400000', '405840', '499999', '41111111']],
    [
      'MASTERCARD',
      ['510000', '559999', '222100', '222999', '223000', '229999', '230000', '271999', '272099'],
    ],
    ['AMERICAN_EXPRESS', ['340000', '379999', '37']],
    ['DINERS_CLUB', ['300000', '305999', '309500', '309599', '360000', '380000', '399999']],
    ['DISCOVER', ['601100', '644000', '649999', '650000', '659999']],
    [
      'MAESTRO',
      ['500000', '501800', '502000', '503800', '560000', '589300', '630400', '675964', '676300', '493698'],
    ],
    ['UNIONPAY', ['620000', '622126', '622925', '623000', '628200', '810000']],
    ['JCB', ['352800', '353011', '358999', '213100', '180000']],
    [
      'ELO',
      ['401178', '438935', '457631', '506699', '509000', '636297', '636368', '650031', '650901', '655000'],
    ],
    ['HIPERCARD', ['606282']],
    ['HIPER', ['637095', '637568', '63737423']],
    ['MIR', ['220000', '220499']],
    ['RUPAY', ['508500', '606985', '607384', '607984', '608100', '652150', '653149', '817200']],
    ['TROY', ['979200', '650052', '65083701']],
    ['VERVE', ['506099', '506150', '507865']],
    ['NARANJA', ['589562']],
    // Local schemes: DinaCard, Dankort, Bancontact, Carnet, Cabal, Borica, Uzcard, Mada, Napas.
    [
      'OTHER',
      ['989100', '655670', '501900', '670300', '506200', '589657', '220500', '561400', '588845', '970400'],
    ],
    // Of no issuer, or not decided by so few digits.
    [
      'OTHER',
      [
        '600000',
        '601000',
        '643999',
        '690000',
        '220600',
        '222099',
        '272100',
        '280000',
        '306000',
        '650837',
        '637374',
      ],
    ],
    ['OTHER', ['000000', '199999', '700000', '999999', '', '3', '4', '5', '6', '62', '65']],
  ] as const)('is %s', (brand, numbers) => {
    expect(numbers.map((digits) => [digits, brandOf(digits)])).toEqual(
      numbers.map((digits) => [digits, brand]),
    );
  });

  it('is OTHER if no digits are known or they are hidden', () => {
    expect([null, '******', '*42424', ' 424242'].map(brandOf)).toEqual(['OTHER', 'OTHER', 'OTHER', 'OTHER']);
  });

  it('is not contradicted by more digits', () => {
    const numbers = fc.stringMatching(/^\d{6,19}$/);
    fc.assert(
      fc.property(numbers, (number) => {
        const few = brandOf(number.slice(0, 6));
        expect(few === 'OTHER' ? cardBrands : [few]).toContain(brandOf(number));
      }),
    );
  });
});

describe('a number that is issued', () => {
  it.each([
    '4111111111111111',
    '4222222222222',
    '4000000000000000000',
    '5555555555554444',
    '378282246310005',
    '36148900647913',
    '6011111111111117',
    '6200000000000000000',
    '3530111333300000',
    '9891000000000000',
    '135410014004955',
  ])('begins and ends as one of an issuer: %s', (digits) => {
    expect(isIssued(digits)).toBe(true);
  });

  it.each([
    '41111111111111',
    '411111111111111',
    '51051051051051',
    '3782822463100050',
    '9000000000000000',
    '7000000000000000',
    '0000000000000000',
    '1000000000000000',
    '2300000000000000000',
  ])('is not of a length or beginning that no issuer uses: %s', (digits) => {
    expect(isIssued(digits)).toBe(false);
  });
});
