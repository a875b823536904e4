import { cardBrands, type CardBrand } from '../../domain/card-issuers.ts';
import type {
  Card,
  Instrument,
  OpenBankingConsent,
  OtherInstrument as OtherInstrumentShape,
  RecurringTerms as RecurringTermsShape,
  SepaAccount,
} from '../../domain/payment-method.ts';
import { hasScope } from '../../access/caller.ts';
import { builder, on, personal } from '../../builder/builder.ts';

const brandNames: Readonly<Record<CardBrand, string>> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  MAESTRO: 'Maestro',
  AMERICAN_EXPRESS: 'American Express',
  DINERS_CLUB: 'Diners Club',
  DISCOVER: 'Discover',
  UNIONPAY: 'UnionPay',
  JCB: 'JCB',
  ELO: 'Elo',
  HIPER: 'Hiper',
  HIPERCARD: 'Hipercard',
  MIR: 'Mir',
  NARANJA: 'Naranja',
  RUPAY: 'RuPay',
  TROY: 'Troy',
  VERVE: 'Verve',
  OTHER: 'Card',
};

const CardBrandEnum = builder.enumType('CardBrand', {
  description: 'A card brand.',
  values: Object.fromEntries(
    cardBrands.map((brand) => [
      brand,
      {
        value: brand,
        description:
          brand === 'OTHER'
            ? 'Any other brand, or one that the first digits do not identify for certain.'
            : `${brandNames[brand]}.`,
      },
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
      description: 'The brand, identified by the first digits; OTHER if they do not identify one.',
    }),
    maskedNumber: t.string({
      nullable: true,
      description:
        'The number with its middle hidden, as the provider shows it; its first digits are hidden too from callers without `vault:payment-method:bin`. Null if it shows none.',
      resolve: ({ maskedNumber }, _args, { caller }) =>
        hasScope(caller, 'vault:payment-method:bin')
          ? maskedNumber
          : maskedNumber && withoutBin(maskedNumber),
    }),
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four digits. Null if unknown.',
    }),
    bin: t.exposeString('bin', {
      ...on({ scope: 'vault:payment-method:bin' }),
      nullable: true,
      description: 'The first six digits. Null if unknown.',
    }),
    expiryMonth: t.exposeInt('expiryMonth', {
      nullable: true,
      description: 'Month of expiry, 1 to 12. Null if unknown.',
    }),
    expiryYear: t.exposeInt('expiryYear', {
      nullable: true,
      description: 'Year of expiry, four digits. Null if unknown.',
    }),
  }),
});

const SepaInstrument = builder.objectRef<SepaAccount>('SepaInstrument').implement({
  description: 'A bank account in the SEPA area.',
  fields: (t) => ({
    holderName: t.exposeString('holderName', {
      ...personal,
      nullable: true,
      description: 'Name of the account holder. Null if unknown.',
    }),
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four characters of the account number. Null if unknown.',
    }),
    bic: t.exposeString('bic', { nullable: true, description: 'The bank. Null if unknown.' }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: true,
      description: 'Country of the account. Null if unknown.',
    }),
  }),
});

const RecurringTerms = builder.objectRef<RecurringTermsShape>('RecurringTerms').implement({
  description: 'What a payer agreed to pay, and when.',
  fields: (t) => ({
    amount: t.exposeFloat('amount', {
      nullable: true,
      description:
        'The amount of one payment, a whole number of minor units: 1995 is 19.95 EUR. Null if unknown.',
    }),
    currency: t.exposeString('currency', {
      nullable: true,
      description: 'Currency, as the provider writes it: an ISO 4217 code. Null if unknown.',
    }),
    frequency: t.exposeString('frequency', {
      nullable: true,
      description: "The provider's own word, such as `daily` or `monthly`. Null if unknown.",
    }),
    dayOfExecution: t.exposeInt('dayOfExecution', {
      nullable: true,
      description: 'The day on which payments are made. Null if the provider names none.',
    }),
    monthOfExecution: t.exposeInt('monthOfExecution', {
      nullable: true,
      description: 'The month in which payments are made. Null if the provider names none.',
    }),
    startAt: t.expose('startAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the first payment may be made. Null if unknown.',
    }),
    endAt: t.expose('endAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last payment may be made. Null if there is no end.',
    }),
  }),
});

const OpenBankingInstrument = builder.objectRef<OpenBankingConsent>('OpenBankingInstrument').implement({
  description: 'A consent at a bank.',
  fields: (t) => ({
    bic: t.exposeString('bic', { nullable: true, description: 'The bank. Null if unknown.' }),
    last4: t.exposeString('last4', {
      nullable: true,
      description: 'The last four characters of the account number, if known. Null otherwise.',
    }),
    countryCode: t.expose('countryCode', {
      type: 'CountryCode',
      nullable: true,
      description: 'Country of the bank. Null if unknown.',
    }),
    sepaAccount: t.expose('sepaAccount', {
      type: SepaInstrument,
      nullable: true,
      description: 'The account that payments are taken from. Null until the bank reports it.',
    }),
    recurring: t.expose('recurring', {
      type: RecurringTerms,
      nullable: true,
      description: 'What the payer agreed to pay, and when. Null if nothing recurs.',
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
