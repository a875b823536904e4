import type { z } from 'zod';
import type {
  Instrument,
  PaymentMethod,
  PaymentMethodStatus,
  RecurringTerms,
  SepaAccount,
} from '../../domain/payment-method.ts';
import {
  instant,
  largestInt,
  nested,
  nestedRecord,
  recordOf,
  recordKey,
  text,
  textOf,
  tolerant,
  whole,
} from '../shared/wire.ts';
import { countryCodeOf } from '../shared/country.ts';
import { toMetadata } from '../shared/metadata.ts';

/**
 * The last four characters of an account number. The "Payment methods" reference has them as a number, which loses
 * leading zeros; more than four are not shown, because they may be the account number itself.
 */
const last4 = tolerant((value) => {
  const written = textOf(value) ?? '';
  return /^[0-9A-Za-z]{1,4}$/.test(written) ? written.padStart(4, '0') : null;
});

/** More is no amount of money; such a number may be a card's. */
const largestAmount = 99_999_999_999;

const wireRecurring = nested({
  amount: whole(0, largestAmount),
  currency: text,
  frequency: text,
  day_of_execution: whole(0, largestInt),
  month_of_execution: whole(0, largestInt),
  start_date: instant,
  end_date: instant,
});

/** Only what is read: `user` is the payer's browser, which is not ours to know. */
export const wirePaymentMethod = recordOf({
  id: recordKey,
  state: text,
  reference: text,
  method: text,
  description: text,
  metadata: nestedRecord,
  sepa: nested({ holder_name: text, last4, bic: text, country: text }),
  openbanking: nested({ bic: text, country: text, recurring: wireRecurring }),
  created: instant,
});

type WirePaymentMethod = z.output<typeof wirePaymentMethod>;

export function toPaymentMethod(wire: WirePaymentMethod, customerKey: string): PaymentMethod {
  return {
    key: wire.id,
    customerKey,
    status: statuses.get(wire.state) ?? 'UNKNOWN',
    instrument: toInstrument(wire),
    reference: wire.reference,
    description: wire.description,
    metadata: toMetadata(wire.metadata),
    token: null,
    createdAt: wire.created,
    updatedAt: null,
    retainedUntil: null,
  };
}

/**
 * The states of "Openbanking recurring payments". `failed` is a consent the payer refused, or whose first payment
 * never arrived; `expired` one whose later payments stopped.
 */
const statuses: ReadonlyMap<string | null, PaymentMethodStatus> = new Map([
  ['created', 'PENDING'],
  ['succeeded', 'ACTIVE'],
  ['failed', 'REVOKED'],
  ['expired', 'EXPIRED'],
]);

/** The provider's word decides; if it has none, the details that are there. */
function toInstrument({ method, sepa, openbanking }: WirePaymentMethod): Instrument {
  const sepaAccount = sepa && toSepaAccount(sepa);
  if (method === 'openbanking' || (method === null && openbanking)) {
    return {
      kind: 'open-banking',
      last4: sepaAccount?.last4 ?? null,
      bic: openbanking?.bic ?? null,
      countryCode: countryCodeOf(openbanking?.country ?? null),
      sepaAccount,
      recurring: openbanking?.recurring ? toTerms(openbanking.recurring) : null,
    };
  }
  if (method === null && sepaAccount) return sepaAccount;
  return method === 'creditcard' ? unknownCard : { kind: 'other', providerKind: method ?? 'unknown' };
}

function toSepaAccount(sepa: NonNullable<WirePaymentMethod['sepa']>): SepaAccount {
  const { holder_name: holderName, last4: digits, bic, country } = sepa;
  return { kind: 'sepa', holderName, last4: digits, bic, countryCode: countryCodeOf(country) };
}

function toTerms(wire: NonNullable<z.output<typeof wireRecurring>>): RecurringTerms {
  return {
    amount: wire.amount,
    currency: wire.currency,
    frequency: wire.frequency,
    dayOfExecution: wire.day_of_execution,
    monthOfExecution: wire.month_of_execution,
    startAt: wire.start_date,
    endAt: wire.end_date,
  };
}

/** The API says that a method is a card and nothing else about it. */
const unknownCard: Instrument = {
  kind: 'card',
  brand: 'OTHER',
  maskedNumber: null,
  last4: null,
  bin: null,
  expiryMonth: null,
  expiryYear: null,
};
