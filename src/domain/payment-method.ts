/** A saved payment method. Never holds a full card or account number. */
export interface PaymentMethod {
  /** The provider's own key. At Monri it is the token that charges the card: a secret. */
  readonly key: string;
  readonly customerKey: string;
  readonly status: PaymentMethodStatus;
  readonly instrument: Instrument;
  /** The merchant's own reference, where the provider keeps one. */
  readonly reference: string | null;
  /** With which the merchant's back end charges it, where the provider gives one. A secret. */
  readonly token: string | null;
  readonly createdAt: Date | null;
  readonly updatedAt: Date | null;
  /** Until when the provider keeps it. */
  readonly retainedUntil: Date | null;
}

export type PaymentMethodStatus = 'ACTIVE' | 'PENDING' | 'EXPIRED' | 'REVOKED' | 'UNKNOWN';

export type Instrument = Card | SepaAccount | OpenBankingConsent | OtherInstrument;

export interface Card {
  readonly kind: 'card';
  readonly brand: CardBrand;
  /** With its middle hidden, as the provider shows it. */
  readonly maskedNumber: string | null;
  readonly last4: string | null;
  readonly bin: string | null;
  /** 1 to 12. */
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
}

export interface SepaAccount {
  readonly kind: 'sepa';
  readonly last4: string | null;
  readonly bic: string | null;
  readonly countryCode: string | null;
}

export interface OpenBankingConsent {
  readonly kind: 'open-banking';
  readonly bic: string | null;
  readonly last4: string | null;
  readonly countryCode: string | null;
}

export interface OtherInstrument {
  readonly kind: 'other';
  /** The provider's own word. */
  readonly providerKind: string;
}

export const cardBrands = [
  'VISA',
  'MASTERCARD',
  'MAESTRO',
  'AMERICAN_EXPRESS',
  'DINERS_CLUB',
  'DISCOVER',
  'OTHER',
] as const;

export type CardBrand = (typeof cardBrands)[number];

const brandPatterns: readonly (readonly [CardBrand, RegExp])[] = [
  ['VISA', /^4/],
  ['MASTERCARD', /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/],
  ['AMERICAN_EXPRESS', /^3[47]/],
  ['DINERS_CLUB', /^(30[0-5]|3095|36|3[89])/],
  ['DISCOVER', /^(6011|64[4-9]|65)/],
  ['MAESTRO', /^(50|5[6-9]|6[0-9])/],
];

/** The brand that a number's first digits tell; `OTHER` where they do not tell. Six digits are enough. */
export function brandOf(firstDigits: string | null): CardBrand {
  return brandPatterns.find(([, pattern]) => pattern.test(firstDigits ?? ''))?.[0] ?? 'OTHER';
}
