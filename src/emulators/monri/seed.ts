import { createHash } from 'node:crypto';
import { person } from '../kit/people.ts';
import exampleCustomer from './fixtures/create-customer.json' with { type: 'json' };
import exampleMethods from './fixtures/list-payment-methods.json' with { type: 'json' };
import type { MonriCredentials } from './authorization.ts';
import { keptCard } from './cards.ts';
import { writeTime } from './records.ts';
import type { CustomerFields, CustomerRecord, Merchant, PaymentMethodRecord } from './records.ts';

export interface Seeding {
  readonly customers: number;
  readonly credentials: MonriCredentials | undefined;
  readonly now: Date;
}

const hour = 3_600_000;
const fiveYears = 5 * 365 * 24 * hour;
const methodsPerCustomer = [1, 2, 0, 3, 1, 2];

/** Merchant number `account`, the same for the same numbers and time. The first holds Monri's own example customer. */
export function seededMerchant(account: number, { customers, credentials, now }: Seeding): Merchant {
  const merchant: Merchant = {
    credentials: credentials ?? inventedCredentials(account),
    customers: new Map(),
    paymentMethods: new Map(),
  };
  const step = Math.min(31 * hour, fiveYears / Math.max(customers, 1));
  for (let index = 0; index < customers; index += 1) {
    const createdAt = new Date(now.getTime() - hour - (customers - 1 - index) * step);
    const [customer, methods] =
      account === 0 && index === 0
        ? [exampleCustomer, exampleMethods.data]
        : inventedCustomer({ account, index, createdAt }, now);
    merchant.customers.set(customer.uuid, customer);
    merchant.paymentMethods.set(customer.uuid, methods);
  }
  return merchant;
}

interface Seed {
  readonly account: number;
  readonly index: number;
  readonly createdAt: Date;
}

function inventedCredentials(account: number): MonriCredentials {
  return {
    merchantKey: `merchant-key-${account + 1}`,
    authenticityToken: hash(`merchant ${account}`).slice(0, 40),
  };
}

function inventedCustomer(seed: Seed, now: Date): [CustomerRecord, PaymentMethodRecord[]] {
  const { account, index, createdAt } = seed;
  const uuid = uuidOf(`customer ${account} ${index}`);
  const customer = {
    uuid,
    ...inventedFields(seed),
    status: 'approved',
    deleted: false,
    created_at: writeTime(createdAt),
    updated_at: writeTime(new Date(createdAt.getTime() + (index % 3) * 60_000)),
    deleted_at: null,
  };
  const count = methodsPerCustomer[index % methodsPerCustomer.length] ?? 0;
  const methods = Array.from({ length: count }, (_, number) => {
    const token = hash(`card ${account} ${index} ${number}`);
    const keptAt = new Date(createdAt.getTime() + (number + 1) * 10 * 60_000);
    return keptCard({ token, customerUuid: uuid, createdAt: keptAt, variety: index * 3 + number }, now);
  });
  return [customer, methods];
}

function inventedFields({ account, index }: Seed): CustomerFields {
  const { firstName, lastName, ...rest } = person(index + 1000 * account);
  const isCompany = index % 4 === 1;
  const hasAddress = index % 5 !== 3;
  return {
    merchant_customer_id: index % 7 === 3 ? null : `customer-${account + 1}-${index}`,
    description: index % 3 === 0 ? null : `${isCompany ? 'Company' : 'Person'} number ${index}`,
    email: index % 11 === 5 ? null : rest.email,
    name: isCompany ? rest.company : `${firstName} ${lastName}`,
    phone: index % 3 === 2 ? null : `+${12_165_550_100 + (index % 100)}`,
    city: hasAddress ? rest.city : null,
    country: index % 9 === 8 ? null : rest.countryCode,
    zip_code: hasAddress ? rest.postalCode : null,
    address: hasAddress ? `${rest.street} ${rest.houseNumber}` : null,
    metadata: index % 2 === 0 ? null : { segment: isCompany ? 'b2b' : 'b2c', number: `${index}` },
  };
}

/** A deterministic uuid of the usual shape. */
function uuidOf(seed: string): string {
  const digits = hash(seed);
  const variant = ((Number.parseInt(digits.charAt(16), 16) % 4) + 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

function hash(seed: string): string {
  return createHash('sha256').update(`monri ${seed}`).digest('hex');
}
