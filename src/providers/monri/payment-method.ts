import type { z } from 'zod';
import { brandOf } from '../../domain/card-issuers.ts';
import type { PaymentMethod } from '../../domain/payment-method.ts';
import { flag, instant, recordOf, recordKey, text } from '../shared/wire.ts';

/** `id` and `token` are equal in the documentation's example: both charge the card. */
export const wirePaymentMethod = recordOf({
  id: recordKey,
  token: text,
  masked_pan: text,
  expiration_date: text,
  keep_until: instant,
  created_at: instant,
  updated_at: instant,
  customer_uuid: text,
  expired: flag,
});

type WirePaymentMethod = z.output<typeof wirePaymentMethod>;

/** Monri saves cards only, and says neither brand nor holder. */
export function toPaymentMethod(wire: WirePaymentMethod, customerKey: string): PaymentMethod {
  return {
    key: wire.id,
    customerKey: wire.customer_uuid ?? customerKey,
    status: toStatus(wire.expired),
    instrument: {
      kind: 'card',
      maskedNumber: wire.masked_pan,
      ...toDigits(wire.masked_pan),
      ...toExpiry(wire.expiration_date),
    },
    reference: null,
    description: null,
    metadata: {},
    token: wire.token ?? wire.id,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    retainedUntil: wire.keep_until,
  };
}

function toStatus(expired: boolean | null): PaymentMethod['status'] {
  if (expired === true) return 'EXPIRED';
  return expired === false ? 'ACTIVE' : 'UNKNOWN';
}

function toDigits(maskedPan: string | null) {
  const written = maskedPan ?? '';
  const places = written.includes('-') || /\s/.test(written) ? written.replaceAll(/[\s-]/g, '') : written;
  const first = firstDigits(places);
  // Of fewer places, the last four may be the first.
  const showsLast = (places.length === 4 || places.length >= 10) && /\d{4}$/.test(places);
  return {
    brand: brandOf(first),
    bin: first && first.slice(0, 6),
    last4: showsLast ? places.slice(-4) : null,
  };
}

/** Six to eight of them; null if there are fewer. */
function firstDigits(places: string): string | null {
  let count = 0;
  while (count < 8 && isDigit(places.charCodeAt(count))) count += 1;
  return count < 6 ? null : places.slice(0, count);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Monri writes the month of expiry as its last day, such as `2025-12-31`. */
function toExpiry(date: string | null) {
  if (date === null || !/^\d{4}-\d{2}(?:-|$)/.test(date)) return { expiryMonth: null, expiryYear: null };
  return { expiryMonth: Number(date.slice(5, 7)), expiryYear: Number(date.slice(0, 4)) };
}
