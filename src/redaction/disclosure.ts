import { changeCardNumbers, holdsCardNumber } from './card-number.ts';
import type { Customer } from '../domain/customer.ts';
import type { Card, Instrument, PaymentMethod, SepaAccount } from '../domain/payment-method.ts';
import { hideMiddle } from './masked-number.ts';
import { holdsCardNumberAsPhone } from './phone-number.ts';

/**
 * What leaves of a record, whatever the provider wrote into it: of a card number the first digits and the last four,
 * and of dates those that exist. Keys and the merchant's reference to a customer stay exact, because records are found
 * by them.
 */
export function discloseCustomer(customer: Customer): Customer {
  if (isCleanBut(customer, 'key', 'reference')) return customer;
  const { key, reference, ...others } = customer;
  return { ...withoutCardNumbers(others), key, reference };
}

export function disclosePaymentMethod(method: PaymentMethod): PaymentMethod {
  const { instrument, reference, description, metadata, token } = method;
  return withChanges(method, {
    instrument: discloseInstrument(instrument),
    reference: reference && hideIn(reference),
    description: description && hideIn(description),
    metadata: withoutCardNumbers(metadata),
    token: token !== null && holdsCardNumber(token) ? null : token,
  });
}

/** The record itself if nothing changes, as with nearly every one. */
function withChanges<Whole extends object>(whole: Whole, changes: Partial<Whole>): Whole {
  for (const name in changes) if (changes[name] !== whole[name]) return { ...whole, ...changes };
  return whole;
}

/** A copy of the value with the card numbers in all its texts hidden; the value itself if it has none. */
export function withoutCardNumbers<Value>(value: Value): Value {
  return isClean(value, '') ? value : (walk(value, '') as Value);
}

/** Whether there is nothing to hide outside of these fields. A copy without them would cost more than looking. */
function isCleanBut<Whole extends object>(whole: Whole, ...exact: readonly (keyof Whole)[]): boolean {
  for (const name in whole) if (!exact.includes(name) && !isClean(whole[name], name)) return false;
  return true;
}

/** Whether there is nothing to hide, as in nearly every record. */
function isClean(value: unknown, name: string): boolean {
  if (typeof value === 'string') return !holdsCardNumberIn(value, name);
  if (typeof value === 'number') return !holdsCardNumber(String(value));
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  if (Array.isArray(value)) return value.every((item) => isClean(item, name));
  const record = value as Readonly<Record<string, unknown>>;
  for (const key in record) if (holdsCardNumber(key) || !isClean(record[key], key)) return false;
  return true;
}

function holdsCardNumberIn(text: string, name: string): boolean {
  return holdsCardNumber(text) && !(/phone/i.test(name) && !holdsCardNumberAsPhone(text));
}

function walk(value: unknown, name: string): unknown {
  if (typeof value === 'string') return holdsCardNumberIn(value, name) ? hideIn(value) : value;
  if (typeof value === 'number') return holdsCardNumber(String(value)) ? hideIn(String(value)) : value;
  if (Array.isArray(value)) return value.map((item) => walk(item, name));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [hideIn(key), walk(inner, key)]));
}

function hideIn(text: string): string {
  return changeCardNumbers(text, hideMiddle);
}

function discloseInstrument(instrument: Instrument): Instrument {
  switch (instrument.kind) {
    case 'card':
      return discloseCard(instrument);
    case 'sepa':
      return discloseAccount(instrument);
    case 'open-banking': {
      const { sepaAccount, last4 } = instrument;
      return {
        ...withoutCardNumbers(instrument),
        last4: lastFour(last4),
        sepaAccount: sepaAccount && discloseAccount(sepaAccount),
      };
    }
    case 'other':
      return withoutCardNumbers(instrument);
  }
}

function discloseAccount(account: SepaAccount): SepaAccount {
  return { ...withoutCardNumbers(account), last4: lastFour(account.last4) };
}

function discloseCard(card: Card): Card {
  const { maskedNumber, bin, last4, expiryMonth, expiryYear } = card;
  return withChanges(card, {
    maskedNumber: maskedNumber && hideMiddle(maskedNumber),
    bin: bin && /^\d{6}/.test(bin) ? bin.slice(0, 6) : null,
    last4: lastFour(last4),
    expiryMonth: within(expiryMonth, 1, 12),
    expiryYear: within(expiryYear, 1000, 9999),
  });
}

function lastFour(text: string | null): string | null {
  return text?.slice(-4) ?? null;
}

function within(value: number | null, least: number, most: number): number | null {
  return value !== null && Number.isInteger(value) && value >= least && value <= most ? value : null;
}
