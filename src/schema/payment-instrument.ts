import {
  cardBrands,
  type Card,
  type CardBrand,
  type Instrument,
  type OpenBankingConsent,
  type OtherInstrument as OtherInstrumentShape,
  type SepaAccount,
} from '../domain/payment-method.ts';
import { hasScope } from '../access/caller.ts';
import { builder, on } from './builder.ts';

const brandNames: Readonly<Record<CardBrand, string>> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  MAESTRO: 'Maestro',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
  DISCOVER: 'Discover',
  OTHER: 'Card',
};

const CardBrandEnum = builder.enumType('CardBrand', {
  description: 'A card brand.',
  values: Object.fromEntries(
    cardBrands.map((brand) => [
      brand,
      { value: brand, description: brand === 'OTHER' ? 'Any other brand.' : `${brandNames[brand]}.` },
    ]),
  ) as Record<CardBrand, { value: CardBrand; description: string }>,
});

/** Hides every digit but the last four. */
function withoutBin(maskedNumber: string): string {
  return maskedNumber.replaceAll(/\d(?=.{4})/g, '*');
}

const CardInstrument = builder.objectRef<Card>('CardInstrument').implement({
  description: 'A payment card.',
  fields: (t) => ({
    brand: t.expose('brand', {
      type: CardBrandEnum,
      nullable: false,
      description: 'The brand, told from the first digits; OTHER where they do not tell.',
    }),
    maskedNumber: t.string({
      nullable: true,
      description:
        'The number with its middle hidden, as the provider shows it; its first digits are hidden too from callers without `vault:payment-method:bin`. Null where it shows none.',
      resolve: ({ maskedNumber }, _args, { caller }) =>
        hasScope(caller, 'vault:payment-method:bin')
          ? maskedNumber
          : maskedNumber && withoutBin(maskedNumber),
    }),
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four digits. Null where unknown.',
    }),
    bin: t.exposeString('bin', {
      ...on({ scope: 'vault:payment-method:bin' }),
      nullable: true,
      description: 'The first six digits. Null where unknown.',
    }),
    expiryMonth: t.exposeInt('expiryMonth', {
      nullable: true,
      description: 'Month of expiry, 1 to 12. Null where unknown.',
    }),
    expiryYear: t.exposeInt('expiryYear', {
      nullable: true,
      description: 'Year of expiry, four digits. Null where unknown.',
    }),
  }),
});

const SepaInstrument = builder.objectRef<SepaAccount>('SepaInstrument').implement({
  description: 'A bank account in the SEPA area.',
  fields: (t) => ({
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four characters of the account number. Null where unknown.',
    }),
    bic: t.exposeString('bic', { nullable: true, description: 'The bank. Null where unknown.' }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: true,
      description: 'Country of the account. Null where unknown.',
    }),
  }),
});

const OpenBankingInstrument = builder.objectRef<OpenBankingConsent>('OpenBankingInstrument').implement({
  description: 'A consent at a bank.',
  fields: (t) => ({
    bic: t.exposeString('bic', { nullable: true, description: 'The bank. Null where unknown.' }),
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four characters of the account number, where known. Null otherwise.',
    }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: true,
      description: 'Country of the bank. Null where unknown.',
    }),
  }),
});

const OtherInstrument = builder.objectRef<OtherInstrumentShape>('OtherInstrument').implement({
  description:
    'Anything this API does not know yet. Listed all the same, so that it can be shown and deleted.',
  fields: (t) => ({
    providerKind: t.exposeString('providerKind', {
      nullable: false,
      description: "The provider's own word for the kind.",
    }),
  }),
});

const typeNames: Readonly<Record<Instrument['kind'], string>> = {
  card: 'CardInstrument',
  sepa: 'SepaInstrument',
  'open-banking': 'OpenBankingInstrument',
  other: 'OtherInstrument',
};

export const PaymentInstrument = builder.unionType('PaymentInstrument', {
  description: 'What a payment method is.',
  types: [CardInstrument, SepaInstrument, OpenBankingInstrument, OtherInstrument],
  resolveType: ({ kind }) => typeNames[kind],
});

/** What to show of an instrument: brand and last digits, the bank, or the provider's word for it. */
export function labelOf(instrument: Instrument): string {
  const ending = 'last4' in instrument && instrument.last4 !== null ? ` •••• ${instrument.last4}` : '';
  switch (instrument.kind) {
    case 'card':
      return brandNames[instrument.brand] + ending;
    case 'sepa':
      return (instrument.bic ?? 'Bank account') + ending;
    case 'open-banking':
      return (instrument.bic ?? 'Open banking') + ending;
    case 'other':
      return instrument.providerKind;
  }
}
