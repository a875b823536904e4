import { createHash } from 'node:crypto';
import { person, pick, type Person } from '../kit/people.ts';
import example from './fixtures/customer-response.json' with { type: 'json' };
import type { Address, CustomerRequest, CustomerResponse } from './validation.ts';

/** Which account is seeded, how many customers it gets, and when the last of them is to be recent. */
export interface Seeding {
  readonly account: number;
  readonly entityId: string;
  readonly customers: number;
  readonly now: Date;
}

const hour = 3_600_000;

/** Invented customers, oldest first, seven hours apart. The first account's oldest is the example of the fixtures. */
export function seeded({ account, entityId, customers, now }: Seeding): CustomerResponse[] {
  return Array.from({ length: customers }, (_, index) => {
    if (account === 0 && index === 0) return example;
    const createdAt = now.getTime() - (customers - index) * 7 * hour;
    return {
      id: uuidFrom(`customer ${account} ${index}`),
      entity_id: entityId,
      ...invented(index, person(index + 1000 * account)),
      created_at: new Date(createdAt).toISOString(),
      updated_at: new Date(createdAt + (index % 3) * hour).toISOString(),
    };
  });
}

/** Looks random, but the same name always gives the same one. */
export function uuidFrom(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `${groups.join('-')}-${hex.slice(20, 32)}`;
}

function invented(index: number, someone: Person): Omit<CustomerRequest, 'entity_id'> {
  if (index % 5 === 2) return company(index, someone);
  const { firstName: first_name, lastName: last_name } = someone;
  return {
    billing: {
      first_name,
      ...(index % 6 === 1 && { middle_name: person(index + 7).firstName }),
      last_name,
      ...(index % 4 !== 3 && placeOf(someone)),
      ...(index % 3 === 0 && { phone: telephone(index) }),
    },
    ...(index % 3 === 1 && { shipping: shippingTo(index, someone) }),
    ...(index % 7 === 4 && { company_name: someone.company }),
    ...(index % 8 !== 5 && { email_address: someone.email }),
    ...(index % 2 === 0 && { phone_number: telephone(index + 1) }),
    ...(index % 4 === 1 && { title: pick(['Mr', 'Mrs', 'Dr.', 'Prof. Dr.'], index) }),
    ...(index % 3 !== 2 && { language: pick(['en', 'hr', 'es', 'nl'], index) }),
  };
}

/** Known by its company name alone: no person in `billing`. */
function company(index: number, someone: Person): Omit<CustomerRequest, 'entity_id'> {
  return {
    billing: placeOf(someone),
    tax: { identifier: String(100_000_000 + index * 7919) },
    company_name: someone.company,
    company_registration_number: String(30_000_000 + index * 104_729),
    email_address: someone.email,
    work_phone: telephone(index),
  };
}

function shippingTo(index: number, someone: Person): Address {
  const { firstName: first_name, lastName: last_name } = someone;
  const elsewhere = placeOf(person(index + 2));
  return { first_name, last_name, ...elsewhere, address_2: `Unit ${index}`, phone: telephone(index + 2) };
}

function placeOf({ street, houseNumber, city, countryCode, postalCode, region }: Person): Address {
  return {
    address_1: `${street} ${houseNumber}`,
    city,
    country_code: countryCode,
    postal_code: postalCode,
    state: region,
  };
}

function telephone(index: number): string {
  const line = String((index * 37) % 10_000).padStart(4, '0');
  return pick([`+1 (216) 555-${line}`, `+31 23 555 ${line}`, `+598 2 555 ${line}`], index);
}
