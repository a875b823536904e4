import type { CardBrand } from './card-issuers.ts';
import type { Metadata } from './customer.ts';

/** A saved payment method. Never holds a full card or account number. */
export interface PaymentMethod {
  /** The provider's own key. At Monri it is the token that charges the card: a secret. */
  readonly key: string;
  readonly customerKey: string;
  readonly status: PaymentMethodStatus;
  readonly instrument: Instrument;
  /** The merchant's own reference, if the provider keeps one. */
  readonly reference: string | null;
  /** What the payer sees, if the provider keeps it. */
  readonly description: string | null;
  readonly metadata: Metadata;
  /** The token with which the merchant's backend charges it, if the provider gives one. A secret. */
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
  readonly holderName: string | null;
  readonly last4: string | null;
  readonly bic: string | null;
  readonly countryCode: string | null;
}

export interface OpenBankingConsent {
  readonly kind: 'open-banking';
  readonly bic: string | null;
  readonly last4: string | null;
  readonly countryCode: string | null;
  /** The account that the consent is about, if the bank has named it. */
  readonly sepaAccount: SepaAccount | null;
  readonly recurring: RecurringTerms | null;
}

/** What a payer agreed to pay, and when. */
export interface RecurringTerms {
  /** In minor units of the currency. */
  readonly amount: number | null;
  readonly currency: string | null;
  /** The provider's own word, such as `monthly`. */
  readonly frequency: string | null;
  readonly dayOfExecution: number | null;
  readonly monthOfExecution: number | null;
  readonly startAt: Date | null;
  readonly endAt: Date | null;
}

export interface OtherInstrument {
  readonly kind: 'other';
  /** The provider's own word. */
  readonly providerKind: string;
}
