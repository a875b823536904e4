import { pick } from '../kit/people.ts';
import { writeTime } from './records.ts';
import type { PaymentMethodRecord } from './records.ts';

export interface NewCard {
  readonly token: string;
  readonly customerUuid: string;
  readonly createdAt: Date;
  /** Chooses brand, expiry and what else varies. */
  readonly variety: number;
}

/** Published test numbers of every brand, masked as Monri does: six digits, stars, four digits. */
const maskedPans: [string, ...string[]] = [
  '411111******1111', // Visa
  '545454******5454', // Mastercard
  '675964******8453', // Maestro
  '378282*****0005', // American Express: 15 digits
  '222300******3222', // Mastercard, 2-series
  '400000******0002', // Visa
  '361489****7913', // Diners Club: 14 digits
  '601111******1117', // Discover
  '510510******5100', // Mastercard
  '500055******0029', // Maestro
  '343434*****4343', // American Express
  '272099******0007', // Mastercard, 2-series
  '385200****3237', // Diners Club
  '601100******9424', // Discover
];

/** Months from now to the expiry; two in ten have passed, one ends this month. */
const monthsToExpiry: [number, ...number[]] = [14, 27, -3, 41, 0, 8, -16, 33, 2, 55];

/** A kept card as seen at `now`. */
export function keptCard(
  { token, customerUuid, createdAt, variety }: NewCard,
  now: Date,
): PaymentMethodRecord {
  const months = pick(monthsToExpiry, variety);
  const time = writeTime(createdAt);
  const expirationDate = lastDayOfMonth(now, months);
  // As in the documented example, some cards are kept for a year less than they are valid.
  const keptToDate = variety % 3 === 1 ? lastDayOfMonth(now, months - 12) : expirationDate;
  return {
    status: 'approved',
    id: token,
    masked_pan: pick(maskedPans, variety),
    expiration_date: expirationDate,
    keep_until: `${keptToDate}T23:00:00Z`,
    created_at: time,
    updated_at: time,
    customer_uuid: customerUuid,
    token,
    expired: hasExpired({ expiration_date: expirationDate }, now),
  };
}

/** A card is valid through the day of its expiry. */
export function hasExpired(
  { expiration_date }: Pick<PaymentMethodRecord, 'expiration_date'>,
  now: Date,
): boolean {
  return expiration_date < now.toISOString().slice(0, 10);
}

function lastDayOfMonth(now: Date, monthsLater: number): string {
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + monthsLater + 1, 0));
  return day.toISOString().slice(0, 10);
}
