import { joinName, type Customer } from '../../domain/customer.ts';
import type { CustomerPatch, RegistrationCustomer } from '../../domain/customer-input.ts';
import {
  joinLines,
  type AnyRules,
  type CustomerField,
  type FieldRule,
  type RegistrationField,
} from '../../domain/input-rules.ts';

/** A field of either input, as a dotted path. */
export type Field = CustomerField | RegistrationField;

/** Values by dotted path. */
export type Values = Readonly<Partial<Record<Field, unknown>>>;

type Samples = Readonly<Record<Field, readonly [unknown, unknown]>>;

/** Two values for every field, such as every provider takes that has a place for it. */
const samples: Samples = {
  merchantReference: ['guest/7 ü', 'guest/8 ü'],
  firstName: ['Ana', 'Lucía'],
  lastName: ['Horvat', "O'Neill"],
  fullName: ['Ana Horvat', "Lucía O'Neill"],
  company: ['Rambla d.o.o.', 'Polder B.V.'],
  email: ['ana.horvat@example.com', 'lucia@example.com'],
  phone: ['+385 1 555 0142', '+598 2 555 0143'],
  description: ['Comes every summer', 'Comes every winter'],
  title: ['Dr.', 'Prof. Dr.'],
  workPhone: ['+385 (1) 555-0144', '+598 (2) 555-0145'],
  language: ['hr', 'es'],
  companyRegistrationNumber: ['34179503', '34179504'],
  taxIdentifier: ['123456789', '987654321'],
  middleName: ['Marija', 'Luz'],
  billingPhone: ['+385 1 555 0146', '+598 2 555 0147'],
  shippingFirstName: ['Ivo', 'Iris'],
  shippingMiddleName: ['Ante', 'Ines'],
  shippingLastName: ['Babić', 'Suárez'],
  shippingPhone: ['+385 1 555 0148', '+598 2 555 0149'],
  metadata: [
    { set: { plan: 'gold', visits: 3, isVip: true }, unset: [] },
    { set: { plan: 'silver', floor: 2 }, unset: ['visits'] },
  ],
  documentTypeId: [2, 3],
  documentNumber: ['11211234', '11211235'],
  ...addressSamples('billingAddress', ['Ilica 1', 'Rambla Gandhi 3']),
  ...addressSamples('shippingAddress', ['Vukovarska 2', 'Hoofdweg 4']),
};

function addressSamples<Name extends 'billingAddress' | 'shippingAddress'>(
  name: Name,
  [first, second]: readonly [string, string],
): Pick<Samples, Extract<Field, `${Name}.${string}`>> {
  const parts = {
    lines: [[first, 'Stair 2'], [second]],
    city: ['Zagreb', 'Montevideo'],
    region: ['Grad Zagreb', 'Montevideo'],
    postalCode: ['10000', '11300'],
    premise: ['58', '7 bis'],
    subPremise: ['A', 'B'],
    building: ['Toren Oost', 'Toren West'],
    countryCode: ['HR', 'UY'],
  };
  return Object.fromEntries(
    Object.entries(parts).map(([part, values]) => [`${name}.${part}`, values]),
  ) as Pick<Samples, Extract<Field, `${Name}.${string}`>>;
}

/** The fields a provider has a place for. */
export function storedFields({ fields }: AnyRules): readonly Field[] {
  return Object.entries(fields).flatMap(([field, rule]) => (rule === null ? [] : [field as Field]));
}

/** A value for each of the fields, the first or the second of two. */
export function samplesOf(fields: readonly Field[], which: 0 | 1 = 0): Values {
  return Object.fromEntries(fields.map((field) => [field, samples[field][which]]));
}

/** The input that carries values: `{ 'billingAddress.city': 'Zagreb' }` becomes `{ billingAddress: { city: 'Zagreb' } }`. */
export function toInput(values: Values): CustomerPatch & RegistrationCustomer {
  const input: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(values)) {
    const [name = '', part] = field.split('.');
    input[name] = part === undefined ? value : { ...(input[name] as object | undefined), [part]: value };
  }
  return input as unknown as CustomerPatch & RegistrationCustomer;
}

/** What a customer holds in each of the fields, absent ones as null, and in `lines` as an empty list. */
export function heldIn(customer: Customer | null, fields: readonly Field[]): Values {
  return Object.fromEntries(fields.map((field) => [field, customer && held(customer, field)]));
}

function held(customer: Customer, field: Field): unknown {
  const [name = '', part] = field.split('.');
  if (name === 'billingAddress' || name === 'shippingAddress') {
    const address: Readonly<Record<string, unknown>> = { ...customer[name] };
    return address[part ?? ''] ?? (part === 'lines' ? [] : null);
  }
  if (name === 'merchantReference') return customer.reference;
  const common: Readonly<Record<string, unknown>> = { ...customer };
  const own: Readonly<Record<string, unknown>> = { ...customer.details };
  return name in common ? common[name] : (own[name] ?? null);
}

/** What those fields hold after values were written where nothing was before. */
export function heldAfter(values: Values, rules: AnyRules, fields: readonly Field[]): Values {
  const table: Readonly<Partial<Record<Field, FieldRule | null>>> = rules.fields;
  const expected = (field: Field): unknown => {
    if (field === 'metadata') return (values[field] as { set?: unknown } | undefined)?.set ?? {};
    if (!field.endsWith('.lines')) return values[field] ?? null;
    const lines = (values[field] ?? []) as readonly string[];
    const street = table[field]?.separateLines === undefined ? [joinLines(lines)] : lines;
    return withNumber(street, values, field.startsWith('billing') ? 'billingAddress' : 'shippingAddress');
  };
  return Object.fromEntries(fields.map((field) => [field, expected(field)]));
}

/** A house number kept apart from the street is read behind it, and a building's name as a separate line. */
function withNumber(
  [street = '', ...others]: readonly string[],
  values: Values,
  name: 'billingAddress' | 'shippingAddress',
): readonly string[] {
  const text = (part: 'premise' | 'subPremise' | 'building') =>
    values[`${name}.${part}`] as string | undefined;
  const first = joinName(street, text('premise'), text('subPremise'));
  return [first, ...others, text('building')].filter((line) => line !== null && line !== undefined);
}
