import { z } from 'zod';
import type { Instrument, PaymentMethod, PaymentMethodStatus } from '../../domain/payment-method.ts';
import { instant, text } from '../../http/wire.ts';
import { countryCodeOf } from '../country.ts';

/**
 * The last four characters of an account number. The "Payment methods" reference has them as a number, which loses
 * leading zeros; more than four are refused, because they may be the account number itself.
 */
const last4 = z
  .union([z.int().min(0).max(9999), z.string().regex(/^[0-9A-Za-z]{0,4}$/)])
  .nullish()
  .transform((value) =>
    value === null || value === undefined || value === '' ? null : String(value).padStart(4, '0'),
  );

/** Only what is read: `user` is the payer's browser and `redirect` the way to their bank, neither ours to know. */
export const wirePaymentMethod = z.object({
  id: z.string().min(1),
  state: text,
  reference: text,
  method: text,
  sepa: z.object({ last4, bic: text, country: text }).nullish(),
  openbanking: z.object({ bic: text, country: text }).nullish(),
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

/** The provider's word decides; where it says none, the details that are there. */
function toInstrument({ method, sepa, openbanking }: WirePaymentMethod): Instrument {
  const digits = sepa?.last4 ?? null;
  if (method === 'openbanking' || (method === null && openbanking)) {
    const bank = { bic: openbanking?.bic ?? null, countryCode: countryCodeOf(openbanking?.country ?? null) };
    return { kind: 'open-banking', last4: digits, ...bank };
  }
  if (method === null && sepa) {
    return { kind: 'sepa', last4: digits, bic: sepa.bic, countryCode: countryCodeOf(sepa.country) };
  }
  return method === 'creditcard' ? unknownCard : { kind: 'other', providerKind: method ?? 'unknown' };
}

/** Of a card the API tells that it is one, and nothing else. */
const unknownCard: Instrument = {
  kind: 'card',
  brand: 'OTHER',
  maskedNumber: null,
  last4: null,
  bin: null,
  expiryMonth: null,
  expiryYear: null,
};
