/** What a payment method of an existing customer is registered with. */
export interface MethodRegistration {
  readonly method: RegistrationMethod;
  /** What the payer is shown. */
  readonly description: string | null;
  readonly browser: PayerBrowser | null;
  readonly validForMinutes: number;
  /** By which a provider recognises a repeated request; null if every request is a new one. */
  readonly reference: string | null;
}

export const registrationMethodKinds = ['CARD', 'OPEN_BANKING'] as const;

export type RegistrationMethodKind = (typeof registrationMethodKinds)[number];

/** The kind of payment method, with what the payer is to agree to if payments recur. */
export interface RegistrationMethod {
  readonly kind: RegistrationMethodKind;
  readonly recurring: ProposedTerms | null;
}

export const recurringFrequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;

export type RecurringFrequency = (typeof recurringFrequencies)[number];

/** What a payer is asked to agree to pay, and when. */
export interface ProposedTerms {
  /** In minor units of the currency. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly frequency: RecurringFrequency;
  readonly dayOfExecution: number | null;
  readonly monthOfExecution: number | null;
  readonly startAt: Date;
  readonly endAt: Date | null;
}

/** The payer's browser, as a provider may demand to know it. Personal: it is sent on and kept nowhere. */
export interface PayerBrowser {
  readonly userAgent: string | null;
  readonly accept: string | null;
  readonly acceptEncoding: string | null;
  readonly acceptLanguage: string | null;
  readonly acceptCharset: string | null;
  readonly ipAddress: string | null;
  readonly language: string | null;
}
