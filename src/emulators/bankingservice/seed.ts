import { person, pick, type Person } from '../kit/people.ts';
import exampleCustomer from './fixtures/retrieve-customer.json' with { type: 'json' };
import examplePaymentMethod from './fixtures/payment-method.json' with { type: 'json' };
import { hex, type PaymentMethod, type PaymentMethodState, type Vaulted } from './account.ts';
import type { CustomerFields, PaymentMethodFields } from './fields.ts';
import { payerPage } from './payment-methods.ts';

interface Seed {
  readonly account: number;
  readonly count: number;
  readonly now: Date;
}

const aboutSixHours = 22_633_421;
const aboutThreeMinutes = 193_007;

/** So many customers, oldest first, the same for the same account and moment. The first account's holds the examples. */
export function seededCustomers({ account, count, now }: Seed): readonly Vaulted[] {
  const invented = (index: number): Vaulted =>
    customerAt(index + 100_000 * account, now.getTime() - (index + 1) * aboutSixHours);
  const all = Array.from({ length: count }, (_, index) =>
    account === 0 && index === count - 1 ? documented() : invented(index),
  );
  return all.toSorted((one, other) => Date.parse(one.customer.created) - Date.parse(other.customer.created));
}

function documented(): Vaulted {
  const paymentMethod = { ...examplePaymentMethod, method: 'openbanking' } as const;
  return { customer: exampleCustomer, paymentMethods: new Map([[paymentMethod.id, paymentMethod]]) };
}

function customerAt(number: number, created: number): Vaulted {
  const customer = {
    id: `customer_${hex(`customer ${number}`, 30)}`,
    ...customerFields(number, person(number)),
    created: new Date(created).toISOString(),
  };
  const count = number % 4 === 3 ? 0 : 1 + (number % 3);
  const paymentMethods = Array.from({ length: count }, (_, index) =>
    paymentMethodAt(number, index, created + (index + 1) * aboutThreeMinutes),
  );
  return { customer, paymentMethods: new Map(paymentMethods.map((method) => [method.id, method])) };
}

/** Of every eleven customers one has no field at all, as the vendor requires none. */
function customerFields(number: number, one: Person): CustomerFields {
  if (number % 11 === 10) return {};
  return {
    ...(number % 3 === 0 && { company: one.company }),
    ...(number % 7 !== 5 && { first_name: one.firstName, last_name: one.lastName }),
    ...(number % 5 !== 4 && { email: one.email }),
    ...(number % 4 !== 2 && { phone: `${number % 2 === 0 ? '' : '+'}31${800_020_1000 + (number % 1000)}` }),
    ...(number % 6 !== 5 && { address: addressOf(number, one) }),
  };
}

/** `premise` is a number in the vendor's customers and a string in its payments. */
function addressOf(number: number, one: Person): NonNullable<CustomerFields['address']> {
  return {
    premise: number % 2 === 0 ? one.houseNumber : `${one.houseNumber}`,
    ...(number % 3 === 1 && { sub_premise: 'A' }),
    ...(number % 4 === 0 && { building: 'De Toren' }),
    ...(number % 8 !== 6 && { postal_code: one.postalCode }),
    thoroughfare: one.street,
    locality: one.city,
    ...(number % 3 !== 2 && { state: one.region }),
    country: one.countryCode,
  };
}

const kinds = ['sepa', 'openbanking', 'creditcard', 'ideal', 'terminal', 'internal'] as const;
type Kind = (typeof kinds)[number];
const states: readonly [PaymentMethodState, ...PaymentMethodState[]] = [
  null,
  'succeeded',
  'created',
  'failed',
  'expired',
];
const banks = ['ABNANL2A', 'INGBNL2A', 'RABONL2U', 'DEUTDEFF'] as const;
/** Four digits each, as the vendor keeps them: 394 was 0394. */
const lastDigits = [4321, 394, 9906, 58, 7, 0] as const;
const frequencies = ['daily', 'weekly', 'monthly'] as const;

function paymentMethodAt(number: number, index: number, created: number): PaymentMethod {
  const turn = number + index;
  const kind = pick(kinds, turn);
  const id = `pm_${hex(`payment method ${number} ${index}`, 30)}`;
  const state = pick(states, turn);
  return {
    id,
    state,
    ...(turn % 3 !== 2 && { reference: `order-${number}-${index}` }),
    ...paymentMethodFields(kind, turn, state),
    ...(turn % 4 === 1 && { description: `Subscription ${turn}` }),
    ...(turn % 5 === 2 && { metadata: { campaign: `spring-${turn}`, attempts: turn % 3, trial: true } }),
    ...(kind === 'openbanking' && state === 'created' && { redirect: { url: payerPage(id) } }),
    created: new Date(created).toISOString(),
  };
}

/** Only the kinds of bank account have documented fields of their own; a mandate alone has no documented `method`. */
function paymentMethodFields(kind: Kind, turn: number, state: PaymentMethodState): PaymentMethodFields {
  const country = turn % 4 === 3 ? 'DE' : 'NL';
  const sepa = {
    holder_name: `${person(turn).firstName} ${person(turn).lastName}`,
    last4: pick(lastDigits, Math.trunc(turn / kinds.length)),
    bic: pick(banks, turn),
    country,
  };
  if (kind === 'sepa') return { sepa };
  if (kind !== 'openbanking') return { method: kind, ...(turn % 2 === 0 && { user: browserOf(turn) }) };
  return {
    method: kind,
    // The mandate comes with the payer's authorisation.
    ...(state !== 'created' && state !== 'failed' && { sepa }),
    openbanking: { bic: pick(banks, turn), country, ...(turn % 4 !== 3 && { recurring: recurringOf(turn) }) },
    user: browserOf(turn),
  };
}

function recurringOf(turn: number): NonNullable<PaymentMethodFields['openbanking']>['recurring'] & object {
  return {
    amount: 500 + ((turn * 137) % 9500),
    currency: 'EUR',
    frequency: pick(frequencies, turn),
    day_of_execution: 1 + (turn % 28),
    month_of_execution: 1 + (turn % 12),
    start_date: '2026-01-01T00:00:00.000Z',
    ...(turn % 8 === 1 && { end_date: '2027-01-01T00:00:00.000Z' }),
  };
}

function browserOf(turn: number): NonNullable<PaymentMethodFields['user']> {
  return {
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
    accept: 'text/html',
    accept_encoding: 'gzip',
    accept_language: 'nl-NL,nl;q=0.9',
    accept_charset: 'UTF-8',
    ip_address: `192.0.2.${turn % 256}`,
    language: 'nl-NL',
  };
}
