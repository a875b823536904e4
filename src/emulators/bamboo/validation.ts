import type { Routed } from '../kit/route.ts';
import type { BambooSwitches, Customer } from './account.ts';
import { Refusal } from './refusal.ts';
import type { Code, Problem } from './refusal.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Rule {
  readonly code: Code;
  readonly allows: (value: unknown) => boolean;
  readonly required?: true;
}
type Rules = Readonly<Record<string, Rule>>;

const defaultMinutes = 15;
const largestInteger = 2_147_483_647;

const text: Rule = { code: 'MALFORMED_REQUEST', allows: isText };
const validForMinutes: Rule = { code: 'GreaterThanOrEqualValidator', allows: isPositive };

const addressRules: Rules = { detail: text, country: text, state: text, city: text, postalCode: text };
const address: Rule = {
  code: 'MALFORMED_REQUEST',
  allows: (value) => isFields(value) && check(value, addressRules).length === 0,
};

const customerRules: Rules = {
  identifier: { code: 'CS003', allows: (value) => isText(value) && value.trim() !== '', required: true },
  email: { code: 'CS001', allows: (value) => isText(value) && /^[^\s@]+@[^\s@]+$/u.test(value) },
  firstName: text,
  lastName: text,
  documentTypeId: { code: 'CS008', allows: isInteger },
  documentNumber: { code: 'CS007', allows: isText },
  phoneNumber: text,
  billingAddress: address,
  shippingAddress: address,
};

const linkRules: Rules = {
  accountLinkType: { code: 'EqualValidator', allows: (value) => value === 'qr', required: true },
  validForMinutes,
};

const paymentRules: Rules = {
  amount: { code: 'PR003', allows: isPositive, required: true },
  currencyCode: {
    code: 'PR004',
    allows: (value) => isText(value) && /^[A-Z]{3}$/u.test(value),
    required: true,
  },
  paymentType: {
    code: 'EqualValidator',
    allows: (value) => isQr(value) || isCheckout(value),
    required: true,
  },
  orderNumber: { code: 'PR002', allows: isText },
  installments: {
    code: 'MALFORMED_REQUEST',
    allows: (value) => Array.isArray(value) && value.every(isPositive),
  },
  validForMinutes,
  notificationUrl: { code: 'MALFORMED_REQUEST', allows: (value) => isText(value) && URL.canParse(value) },
  metadataIn: {
    code: 'MALFORMED_REQUEST',
    allows: (value) => isFields(value) && Object.values(value).every(isText),
  },
  qrImageOptions: { code: 'MALFORMED_REQUEST', allows: isFields },
};

/** What was asked of a registration link; throws a `Refusal` with everything that is wrong. */
export function readLink(
  routed: Routed,
  { otherLinkTypesAccepted }: Pick<BambooSwitches, 'otherLinkTypesAccepted'>,
): { customer: Customer; validForMinutes: number } {
  const body = readFields(routed);
  const rules = otherLinkTypesAccepted ? { validForMinutes } : linkRules;
  const customer = readCustomerOf(body, check(body, rules));
  return { customer, validForMinutes: minutesOf(body) };
}

/** The customer to inject; throws a `Refusal` with everything that is wrong. */
export function readInjection(routed: Routed): Customer {
  return readCustomerOf(readFields(routed), []);
}

/** What was asked of a payment link; throws a `Refusal` with everything that is wrong. */
export function readPayment(routed: Routed): { hasQrImage: boolean; validForMinutes: number } {
  const body = readFields(routed);
  const hasQrImage = isQr(body['paymentType']);
  const problems = check(body, paymentRules);
  // "For any other payment type, qrImageOptions must be null" (Create Payment Link).
  if (!hasQrImage && isFields(body['qrImageOptions'])) {
    problems.push({ code: 'EqualValidator', property: 'qrImageOptions' });
  }
  if (problems.length > 0) throw new Refusal(400, ...problems);

  return { hasQrImage, validForMinutes: minutesOf(body) };
}

function readCustomerOf({ customer }: { customer?: unknown }, others: readonly Problem[]): Customer {
  const problems: readonly Problem[] = isFields(customer)
    ? check(customer, customerRules, 'customer.')
    : [{ code: 'CS003', property: 'customer' }];
  if (isCustomer(customer) && problems.length + others.length === 0) return customer;
  throw new Refusal(400, ...problems, ...others);
}

function readFields({ request, body }: Routed): Fields {
  const isJson = /^application\/json\s*(?:;|$)/iu.test(request.headers.get('content-type') ?? '');
  const parsed = isJson ? parse(body) : undefined;
  if (!isFields(parsed)) throw new Refusal(400, { code: 'MALFORMED_REQUEST' });
  return parsed;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Null counts as absent (assumed). */
function check(fields: Fields, rules: Rules, prefix = ''): Problem[] {
  return Object.entries(rules).flatMap(([name, { code, allows, required = false }]) => {
    const value = fields[name] ?? null;
    const isAllowed = value === null ? !required : allows(value);
    return isAllowed ? [] : [{ code, property: `${prefix}${name}` }];
  });
}

function minutesOf(body: Fields): number {
  const minutes = body['validForMinutes'];
  return typeof minutes === 'number' ? minutes : defaultMinutes;
}

/** The documentation's table says "QR", its example "qr" (Create Payment Link), so the case does not matter. */
function isQr(value: unknown): boolean {
  return isText(value) && value.toLowerCase() === 'qr';
}

function isCheckout(value: unknown): boolean {
  return isText(value) && value.toLowerCase() === 'checkoutpro';
}

function isCustomer(value: unknown): value is Customer {
  return isFields(value) && isText(value['identifier']);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** "Numbers too long are an error" (Data Types); 32 bits are assumed. */
function isInteger(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(Number(value)) <= largestInteger;
}

function isPositive(value: unknown): boolean {
  return isInteger(value) && value >= 1;
}
