import { createHash } from 'node:crypto';
import { person, pick } from '../kit/people.ts';
import type { Person } from '../kit/people.ts';
import injected from './fixtures/inject-customer-response.json' with { type: 'json' };
import linked from './fixtures/create-registration-link-response.json' with { type: 'json' };
import retrieved from './fixtures/retrieve-customer.json' with { type: 'json' };
import { minutesAfter } from './account.ts';
import type { Account, BambooSwitches, Customer, Payment, Registration } from './account.ts';

/** Far enough apart that no two accounts share a person. */
const peoplePerAccount = 100_000;

export interface Opening {
  readonly customers: number;
  readonly switches: BambooSwitches;
  readonly now: () => Date;
}

/** Opens account number `index`: the same number always gives the same key, customers and payment. */
export function openAccount(index: number, { customers, switches, now }: Opening): Account {
  const registrations = seedRegistrations(index, customers, now());
  const payment = seedPayment(index, now());
  return {
    privateKey: privateKeyOf(index),
    registrations: new Map(registrations.map((seeded) => [seeded.customer.identifier, seeded])),
    payments: new Map([[payment.paymentId, payment]]),
    switches,
    now,
  };
}

/** The customers an account starts with, cards registered; the first account's first is the documentation's. */
function seedRegistrations(account: number, count: number, now: Date): Registration[] {
  return Array.from({ length: count }, (_, index) => {
    const isExample = account === 0 && index === 0;
    const number = account * peoplePerAccount + index;
    return {
      customerId: isExample ? linked.customerId : uuidOf(`customer ${number}`),
      customer: isExample ? retrieved.customer : customerOf(number),
      linkExpiresAt: now,
      registered: true,
    };
  });
}

/** The payment an account starts with; the first account's is the documentation's. */
function seedPayment(account: number, now: Date): Payment {
  return {
    paymentId: account === 0 ? injected.paymentId : uuidOf(`payment ${account}`),
    expiresAt: minutesAfter(now, injected.validForMinutes),
    customer: null,
  };
}

function customerOf(number: number): Customer {
  const someone = person(number);
  const identifier = identifierOf(someone, number);
  if (number % 11 === 7) return { identifier };

  return {
    identifier,
    ...(number % 4 === 3 ? {} : { email: someone.email }),
    firstName: someone.firstName,
    ...(number % 9 === 5 ? {} : { lastName: someone.lastName }),
    ...(number % 5 === 2 ? {} : documentOf(someone, number)),
    ...(number % 3 === 1 ? {} : { phoneNumber: String(27_000_000 + ((number * 7919) % 999_999)) }),
    ...(number % 6 === 4 ? {} : { billingAddress: addressOf(someone) }),
    ...(number % 7 === 3 ? { shippingAddress: { city: someone.city, country: someone.country } } : {}),
  };
}

/** What merchants choose: e-mail addresses, and references that must be percent-encoded in a path, or need not be. */
function identifierOf({ email, firstName, lastName }: Person, number: number): string {
  return pick(
    [
      email,
      `customer-${number}`,
      `tienda/${number}`,
      `${firstName} ${lastName} ${number}`,
      `müller+${number}`,
      `caja ü/${number}+norte@example.com`,
      uuidOf(`reference ${number}`),
    ],
    number,
  );
}

/** Uruguay's types (Uruguay, Document types): 1 is RUT, 2 Cédula de Identidad, 3 a foreigner's. */
function documentOf({ countryCode }: Person, number: number): Record<string, unknown> {
  const documentTypeId = countryCode === 'UY' ? 1 + (number % 2) : 3;
  return { documentTypeId, documentNumber: String(10_000_000 + ((number * 104_729) % 49_999_999)) };
}

function addressOf({ street, houseNumber, country, region, city, postalCode }: Person) {
  return { detail: `${street} ${houseNumber}`, country, state: region, city, postalCode };
}

/** The same name always gives the same UUID. */
function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** As issued, a key has `-` and `_` in it and is base64 of nothing (Authentication). */
function privateKeyOf(index: number): string {
  const random = createHash('sha256').update(`private key ${index}`).digest('base64url');
  return `${random.slice(0, 6)}-${random.slice(6, 14)}_${random.slice(14)}__`;
}
