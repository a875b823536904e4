import { Refusal, type RefusalCode } from './refusal.ts';

export interface Address {
  readonly address_1?: string;
  readonly address_2?: string;
  readonly address_3?: string;
  readonly city?: string;
  readonly country_code?: string;
  readonly first_name?: string;
  readonly middle_name?: string;
  readonly last_name?: string;
  readonly phone?: string;
  readonly postal_code?: string;
  readonly state?: string;
}

export interface CustomerRequest {
  readonly entity_id: string;
  readonly billing?: Address;
  readonly shipping?: Address;
  readonly tax?: { readonly identifier?: string };
  readonly company_name?: string;
  readonly company_registration_number?: string;
  readonly email_address?: string;
  readonly phone_number?: string;
  readonly work_phone?: string;
  readonly title?: string;
  readonly language?: string;
}

export interface CustomerResponse extends CustomerRequest {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

interface TextRule {
  readonly maximum?: number;
  readonly pattern?: RegExp;
}

interface Shape {
  readonly fields: Readonly<Record<string, TextRule | Shape>>;
}

interface Issue {
  readonly code: RefusalCode;
  readonly path: string;
  readonly reason: string;
}

// Compiled without flags: with `v` this pattern of the documentation does not compile.
const phone = { maximum: 25, pattern: /^[0-9\s\-+().-]+$/ };

const address: Shape = {
  fields: {
    address_1: { maximum: 40 },
    address_2: { maximum: 40 },
    address_3: { maximum: 40 },
    city: { maximum: 28 },
    // Described as ISO 3166 alpha-2 without a pattern: that two capitals are insisted on is assumed.
    country_code: { pattern: /^[A-Z]{2}$/ },
    first_name: { maximum: 22 },
    middle_name: { maximum: 22 },
    last_name: { maximum: 22 },
    phone,
    postal_code: { maximum: 10 },
    state: { maximum: 35 },
  },
};

const customer: Shape = {
  fields: {
    entity_id: {},
    billing: address,
    shipping: address,
    tax: { fields: { identifier: { maximum: 9, pattern: /^[0-9]+$/ } } },
    company_name: { maximum: 100 },
    company_registration_number: { maximum: 24 },
    email_address: { maximum: 255, pattern: /^[^\s@]+@[^\s@]+$/ },
    phone_number: phone,
    work_phone: phone,
    title: { maximum: 120, pattern: /^[a-zA-Z\-\s.]+$/ },
    language: {},
  },
};

/** If several things are wrong, the first of these is reported; the order is assumed. */
const precedence: readonly RefusalCode[] = [127, 126, 107];

/** Reads the body of a create or an update, or throws the `Refusal` that the vendor answers. */
export function readCustomer(body: string, unknownKeysAccepted = false): CustomerRequest {
  const value = parsed(body);
  const found = [...missing(value), ...inspect(value, customer, '')];
  const issues = unknownKeysAccepted ? found.filter(({ code }) => code !== 127) : found;
  if (isSound(value, issues)) return value;
  const code = precedence.find((first) => issues.some((known) => known.code === first)) ?? 107;
  const reported = issues.filter((known) => known.code === code);
  throw new Refusal(code, { body: Object.fromEntries(reported.map(({ path, reason }) => [path, reason])) });
}

function isSound(value: object, issues: readonly Issue[]): value is CustomerRequest {
  return issues.length === 0;
}

function parsed(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Refusal(110);
  }
  if (!isObject(value)) throw new Refusal(110);
  return value;
}

function missing(value: Readonly<Record<string, unknown>>): Issue[] {
  const issues: Issue[] = [];
  if (value['entity_id'] === undefined) issues.push(issue(126, 'entity_id', 'is required'));
  const billing = isObject(value['billing']) ? value['billing'] : {};
  const named = Boolean(billing['first_name'] && billing['last_name']);
  if (!named && !value['company_name']) {
    const reason = 'is required when billing.first_name and billing.last_name are not provided';
    issues.push(issue(126, 'company_name', reason));
  }
  return issues;
}

function inspect(value: Readonly<Record<string, unknown>>, shape: Shape, prefix: string): Issue[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = prefix + name;
    const rule = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (!rule) return [issue(127, path, 'is not expected')];
    if (!('fields' in rule)) return inspectText(inner, rule, path);
    return isObject(inner) ? inspect(inner, rule, `${path}.`) : [issue(107, path, 'must be an object')];
  });
}

/** A null is no string either: the schema marks nothing as nullable. */
function inspectText(value: unknown, { maximum, pattern }: TextRule, path: string): Issue[] {
  if (typeof value !== 'string') return [issue(107, path, 'must be a string')];
  if (maximum !== undefined && Array.from(value).length > maximum) {
    return [issue(107, path, `must not be longer than ${maximum} characters`)];
  }
  return pattern?.test(value) === false ? [issue(107, path, `must match ${pattern.source}`)] : [];
}

function issue(code: RefusalCode, path: string, reason: string): Issue {
  return { code, path, reason };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
