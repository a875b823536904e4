import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraph, type RunningGraph } from './support/graph.ts';
import { readMethods, wholeMethod } from './support/payment-methods.ts';
import { readFragment } from './graphql/index.ts';

let graph: RunningGraph;
beforeAll(async () => void (graph = await startGraph()));
afterAll(() => graph.close());

const sealed: unknown = expect.stringMatching(/^2[\w-]{40,}$/);
const monriExample = '4b281da4-d145-4233-b957-2018cf9aa0fb';

describe("the vendors' example payment methods", () => {
  it('are a card with brand, month of expiry and token at Monri', async () => {
    const customer = await readMethods(graph, 'MONRI', monriExample);
    expect(customer?.paymentMethods?.nodes).toEqual([
      {
        id: sealed,
        provider: 'MONRI',
        account: { key: 'monri-1' },
        status: 'ACTIVE',
        displayLabel: 'Visa •••• 0005',
        merchantReference: null,
        token: '00c1eb1a4a0b61d1c2921c8d3a3f4570801da3f3f087c280e832cb4876a5e633',
        createdAt: '2019-02-12T11:22:33.000Z',
        updatedAt: '2019-02-12T11:22:33.000Z',
        retainedUntil: '2024-12-31T23:00:00.000Z',
        instrument: {
          __typename: 'CardInstrument',
          brand: 'VISA',
          maskedNumber: '405840******0005',
          cardEnding: '0005',
          bin: '405840',
          expiryMonth: 12,
          expiryYear: 2025,
        },
      },
    ]);
  });

  it('are a consent at a bank, its lost zero restored, at bankingservice.ai', async () => {
    const customer = await readMethods(graph, 'BANKING_SERVICE', 'text');
    expect(customer?.paymentMethods?.nodes).toEqual([
      {
        id: sealed,
        provider: 'BANKING_SERVICE',
        account: { key: 'banking-service' },
        status: 'UNKNOWN',
        displayLabel: 'INGBNL2A •••• 0394',
        merchantReference: '7f0c7b1e-3f5e-4d53-9a51-0d3d6a1c2e48',
        token: null,
        createdAt: '2024-09-25T12:01:00.103Z',
        updatedAt: null,
        retainedUntil: null,
        instrument: {
          __typename: 'OpenBankingInstrument',
          last4: '0394',
          bic: 'INGBNL2A',
          countryCode: 'NL',
        },
      },
    ]);
  });
});

describe('instruments', () => {
  const unknownCard = {
    __typename: 'CardInstrument',
    brand: 'OTHER',
    maskedNumber: null,
    cardEnding: null,
    bin: null,
    expiryMonth: null,
    expiryYear: null,
  };

  it('are of every kind that bankingservice.ai keeps', async () => {
    const found = [];
    for (const key of graph.keysOf('BANKING_SERVICE').slice(0, 3)) {
      const customer = await readMethods(graph, 'BANKING_SERVICE', key);
      const methods = readFragment(wholeMethod, customer?.paymentMethods?.nodes ?? []);
      for (const { status, displayLabel, instrument } of methods) {
        found.push([status, displayLabel, instrument]);
      }
    }
    const sepa = { __typename: 'SepaInstrument', last4: '4321', bic: 'ABNANL2A', countryCode: 'NL' };
    const consent = { ...sepa, __typename: 'OpenBankingInstrument', bic: 'INGBNL2A' };
    expect(found).toEqual([
      ['UNKNOWN', 'ABNANL2A •••• 4321', sepa],
      ['PENDING', 'Card', unknownCard],
      ['ACTIVE', 'INGBNL2A •••• 4321', consent],
      ['EXPIRED', 'terminal', { __typename: 'OtherInstrument', providerKind: 'terminal' }],
      ['REVOKED', 'ideal', { __typename: 'OtherInstrument', providerKind: 'ideal' }],
      ['PENDING', 'Card', unknownCard],
    ]);
  });

  it('are cards of every brand at Monri, whose numbers and labels agree', async () => {
    const brands = new Set<string>();
    for (const key of graph.keysOf('MONRI').slice(0, 20)) {
      const customer = await readMethods(graph, 'MONRI', key);
      for (const { displayLabel, instrument } of readFragment(
        wholeMethod,
        customer?.paymentMethods?.nodes ?? [],
      )) {
        if (!('brand' in instrument)) throw new Error('Monri keeps cards only.');
        const { brand, maskedNumber, bin, cardEnding } = instrument;
        brands.add(brand);
        expect(maskedNumber).toMatch(new RegExp(String.raw`^${bin}\*+${cardEnding}$`));
        expect(displayLabel.toUpperCase().replaceAll(' ', '_')).toBe(`${brand}_••••_${cardEnding}`);
      }
    }
    expect([...brands].toSorted()).toEqual([
      'AMERICAN_EXPRESS',
      'DINERS_CLUB',
      'DISCOVER',
      'MAESTRO',
      'MASTERCARD',
      'VISA',
    ]);
  });
});
