import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerWith } from '../../test/support/account.ts';
import { discloseCustomer, disclosePaymentMethod } from './disclosure.ts';
import type { Card, Instrument, PaymentMethod } from '../domain/payment-method.ts';

const card: Card = {
  kind: 'card',
  brand: 'VISA',
  maskedNumber: '405840******0005',
  last4: '0005',
  bin: '405840',
  expiryMonth: 12,
  expiryYear: 2029,
};

function methodOf(instrument: Instrument, others: Partial<PaymentMethod> = {}): PaymentMethod {
  const times = { createdAt: null, updatedAt: null, retainedUntil: null };
  return {
    key: 'k',
    customerKey: 'c',
    status: 'ACTIVE',
    instrument,
    reference: null,
    description: null,
    metadata: {},
    token: null,
    ...times,
    ...others,
  };
}

function shownOf(maskedNumber: string): string | null {
  const { instrument } = disclosePaymentMethod(methodOf({ ...card, maskedNumber }));
  return 'maskedNumber' in instrument ? instrument.maskedNumber : null;
}

describe('the number of a card', () => {
  it.each([
    ['405840******0005', '405840******0005'],
    ['40584012****0005', '40584012****0005'],
    ['4058-40**-****-0005', '4058-40**-****-0005'],
    ['**** **** **** 0005', '**** **** **** 0005'],
    ['4058400000000005', '405840******0005'],
    ['4058 4000 0000 0005', '4058 40** **** 0005'],
    ['405840000000****', '40584000********'],
    ['4058401234**0005', '40584012****0005'],
    ['378282246310005', '378282*****0005'],
    ['36148900647913', '361489****7913'],
    ['VISA 4058400000000005', 'VISA 405840******0005'],
    ['４０５８４０００００００００05', '４０５８４０******００05'],
    ['405840…0005', '405840…0005'],
    ['0005', '0005'],
  ])('of %j is shown as %j', (came, shown) => {
    expect(shownOf(came)).toBe(shown);
  });

  it('shows at most eight first digits and four last ones, whatever comes', () => {
    const anything = fc.stringMatching(/^[\d*xX •.-]{0,24}$/);
    fc.assert(
      fc.property(anything, (text) => {
        const digits = shownOf(text)?.replaceAll(/\D/g, '') ?? '';
        expect(digits.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});

describe('a card', () => {
  it('has six first digits, four last ones, and an expiry that exists', () => {
    const came = {
      ...card,
      bin: '4058400000000005',
      last4: '4058400000000005',
      expiryMonth: 13,
      expiryYear: 0,
    };
    const { instrument } = disclosePaymentMethod(methodOf(came));
    expect(instrument).toEqual({ ...card, expiryMonth: null, expiryYear: null });
  });

  it.each([0, 13, -1, 1.5, Number.NaN])('has no month %s', (expiryMonth) => {
    expect(disclosePaymentMethod(methodOf({ ...card, expiryMonth })).instrument).toMatchObject({
      expiryMonth: null,
      expiryYear: 2029,
    });
  });
});

describe('another payment method', () => {
  it('hides card numbers in its words, more than four last characters, and a token that is the number', () => {
    const number = '4111111111111111';
    const iban = {
      kind: 'sepa',
      holderName: null,
      last4: 'NL91ABNA0417164300',
      bic: null,
      countryCode: 'NL',
    } as const;
    const other = { kind: 'other', providerKind: `card ${number}` } as const;
    expect(disclosePaymentMethod(methodOf(iban)).instrument).toEqual({ ...iban, last4: '4300' });
    expect(
      disclosePaymentMethod(
        methodOf(other, {
          reference: number,
          description: number,
          metadata: { [number]: number },
          token: number,
        }),
      ),
    ).toMatchObject({
      instrument: { providerKind: 'card 411111******1111' },
      reference: '411111******1111',
      description: '411111******1111',
      metadata: { '411111******1111': '411111******1111' },
      token: null,
    });
  });
});

describe('a customer', () => {
  it('hides card numbers in every text, number and key but what it is found by', () => {
    const number = '4111 1111 1111 1111';
    const hidden = '4111 11** **** 1111';
    const came = customerWith('4111111111111111', {
      reference: '4111111111111111',
      fullName: `Ana ${number}`,
      phone: '+4915123456787',
      metadata: { [number]: 'key', text: `pan=${number}`, count: 4111111111111111, visits: 3 },
    });
    expect(discloseCustomer(came)).toEqual({
      ...came,
      fullName: `Ana ${hidden}`,
      metadata: { [hidden]: 'key', text: `pan=${hidden}`, count: '411111******1111', visits: 3 },
    });
  });

  it('is as it was if it holds none', () => {
    const came = customerWith('k', {
      fullName: 'ﬁne Ｎame',
      metadata: { order: '4111111111111112', at: 1763632800001 },
    });
    expect(discloseCustomer(came)).toEqual(came);
  });
});
