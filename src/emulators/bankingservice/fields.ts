import type { Routed } from '../kit/route.ts';
import { invalid } from './answers.ts';

/** What is wrong, by dotted path. */
type Problems = Record<string, string>;
type Reader<Value> = (value: unknown, path: string, problems: Problems) => Value | undefined;
type Shape = Readonly<Record<string, Reader<unknown>>>;
/** The value a reader reads. */
type Read<Of> = Of extends Reader<infer Value> ? Value : never;
/** Everything is optional: the vendor requires no field of any body. */
type Fields<Of extends Shape> = { readonly [Name in keyof Of]?: Read<Of[Name]> };

const text = check((value) => typeof value === 'string', 'must be a string');
const number = check((value) => typeof value === 'number', 'must be a number');
const textOrNumber = check(
  (value) => typeof value === 'string' || typeof value === 'number',
  'must be a string or a number',
);
const integer = check((value): value is number => Number.isInteger(value), 'must be a whole number');
const dateTime = check(
  (value): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  'must be a date and time',
);

/** Assumed. No more than this, because the vendor's own example customer has the e-mail address `text`. */
const email = check(
  (value): value is string => typeof value === 'string' && /^\S+$/.test(value),
  'must be an e-mail address',
);
/** Assumed from the examples. */
const countryCode = check(
  (value): value is string => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
  'must be a country code of two capitals',
);

const address = object({
  premise: textOrNumber,
  sub_premise: text,
  building: text,
  postal_code: text,
  thoroughfare: text,
  locality: text,
  state: text,
  country: countryCode,
});

const customerFields = object({
  company: text,
  first_name: text,
  last_name: text,
  email,
  phone: text,
  address,
});
export type CustomerFields = Read<typeof customerFields>;

const paymentMethodFields = object({
  reference: text,
  method: oneOf('openbanking', 'creditcard', 'terminal', 'internal', 'ideal'),
  description: text,
  sepa: object({ holder_name: text, last4: number, bic: text, country: countryCode }),
  openbanking: object({
    bic: text,
    country: countryCode,
    recurring: object({
      amount: integer,
      currency: text,
      frequency: text,
      day_of_execution: integer,
      month_of_execution: integer,
      start_date: dateTime,
      end_date: dateTime,
    }),
  }),
  user: object({
    user_agent: text,
    accept: text,
    accept_encoding: text,
    accept_language: text,
    accept_charset: text,
    ip_address: text,
    language: text,
  }),
  metadata: check(isObject, 'must be an object'),
});
export type PaymentMethodFields = Read<typeof paymentMethodFields>;

/** The customer a body describes, or the refusal to send back. */
export function readCustomer(routed: Routed): CustomerFields | Response {
  return readBody(routed, customerFields);
}

/** The payment method a body describes, or the refusal to send back. */
export function readPaymentMethod(routed: Routed): PaymentMethodFields | Response {
  return readBody(routed, paymentMethodFields);
}

function readBody<Value>({ request, body }: Routed, reader: Reader<Value>): Value | Response {
  const json = request.headers.get('content-type')?.startsWith('application/json') ? parsed(body) : undefined;
  if (!isObject(json)) return invalid('The body must be a JSON object');

  const problems: Problems = {};
  const value = reader(json, '', problems);
  return value === undefined || Object.keys(problems).length > 0
    ? invalid('Invalid request', problems)
    : value;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads the named fields and passes over any other, read-only ones included. */
function object<Of extends Shape>(shape: Of): Reader<Fields<Of>> {
  return (value, path, problems) => {
    if (!isObject(value)) {
      problems[path] = 'must be an object';
      return undefined;
    }
    const given = Object.entries(shape).filter(([name]) => Object.hasOwn(value, name));
    const read = given.map(([name, reader]): [string, unknown] => [
      name,
      reader(value[name], path ? `${path}.${name}` : name, problems),
    ]);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each entry is what the shape's own reader read
    return Object.fromEntries(read) as Fields<Of>;
  };
}

function oneOf<const Word extends string>(...words: readonly Word[]): Reader<Word> {
  return check(
    (value): value is Word => words.some((word) => word === value),
    `must be one of ${words.join(', ')}`,
  );
}

function check<Value>(holds: (value: unknown) => value is Value, otherwise: string): Reader<Value> {
  return (value, path, problems) => {
    if (holds(value)) return value;
    problems[path] = otherwise;
    return undefined;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
