import type { Customer } from '../../domain/customer.ts';
import { matchFields, type CustomerMatch, type MatchField } from '../../domain/customer-search.ts';
import type { Account } from '../account.ts';
import { normal } from './normal.ts';

/** Which fields of a match a customer has, and whether one of them is kept just as it was asked for. */
export interface Matched {
  readonly fields: readonly MatchField[];
  readonly isExact: boolean;
}

export type Compare = (customer: Customer) => Matched | null;

/** Compares an account's customers with a match; null for who does not match. */
export function comparing(match: CustomerMatch, account: Account): Compare {
  return (customer) => {
    const country = countryOf(customer, account);
    const fields: MatchField[] = [];
    let isExact = false;
    for (const field of matchFields) {
      const wanted = match[field];
      if (wanted === undefined) continue;
      const kept = valuesOf(customer, field, account);
      const form = normal(field, wanted, country);
      if (!kept.some((value) => normal(field, value, country) === form)) continue;
      fields.push(field);
      isExact ||= kept.includes(wanted);
    }
    return fields.length > 0 ? { fields, isExact } : null;
  };
}

/** Where a customer's phone number is from, if it has no country code. */
export function countryOf(customer: Customer, { country }: Account): string | null {
  return customer.billingAddress?.countryCode ?? customer.shippingAddress?.countryCode ?? country;
}

/** What an account keeps of a customer in a field. */
export function valuesOf(customer: Customer, field: MatchField, account: Account): readonly string[] {
  const { searches, documentNumbers } = account;
  const way = searches[field];
  const key = way.method === 'KEY' && way.verb === 'getCustomer' ? customer.key : null;
  const values: Readonly<Record<MatchField, readonly unknown[]>> = {
    EMAIL: [customer.email, key],
    PHONE: [customer.phone],
    MERCHANT_REFERENCE: [customer.reference, key],
    DOCUMENT_NUMBER: documentNumbers.map(
      (name) => Object.entries(customer.details).find(([detail]) => detail === name)?.[1],
    ),
    NAME: [customer.fullName],
  };
  return values[field].filter((value) => typeof value === 'string');
}
