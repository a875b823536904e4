import type { CustomerFields } from './records.ts';

/** What was read from a request, or what is wrong with it in Monri's words. */
export type Read<Value> =
  | { readonly value: Value; readonly errors?: never }
  | { readonly value?: never; readonly errors: readonly string[] };

export interface Paging {
  readonly limit: number;
  readonly offset: number;
}

/** Lengths as in the request table of Monri's Customers API. */
const lengths = new Map<string, readonly [number, number]>([
  ['merchant_customer_id', [1, 100]],
  ['description', [1, 200]],
  ['email', [1, 200]],
  ['name', [1, 50]],
  ['phone', [1, 30]],
  ['zip_code', [1, 9]],
  ['city', [3, 30]],
  ['address', [3, 100]],
  ['country', [2, 2]],
]);

const defaultLimit = 50;

/** The known fields of a create or update body. Unknown ones are passed over (assumed). */
export function readCustomerFields(
  body: string,
  clearedBy: 'null' | 'empty text' = 'null',
): Read<Partial<CustomerFields>> {
  const given = parseObject(body);
  if (!given) return { errors: ['Request body is not a JSON object'] };
  const known = Object.fromEntries(
    Object.entries(given).filter(([name]) => lengths.has(name) || name === 'metadata'),
  );
  const errors = Object.entries(known).flatMap(([name, value]) =>
    value === '' && clearedBy === 'empty text' ? [] : issues(name, value),
  );
  return errors.length > 0 ? { errors } : { value: known };
}

/** `limit` and `offset`: whole numbers, "must be valid number". A limit above the maximum is lowered to it (assumed). */
export function readPaging(query: URLSearchParams, maximumLimit: number): Read<Paging> {
  const { limit, offset } = {
    limit: query.get('limit') ?? `${defaultLimit}`,
    offset: query.get('offset') ?? '0',
  };
  const errors = Object.entries({ Limit: limit, Offset: offset })
    .filter(([, value]) => !/^\d+$/.test(value))
    .map(([label]) => `${label} is not a valid number`);
  if (errors.length > 0) return { errors };
  return { value: { limit: Math.min(Number(limit), maximumLimit), offset: Number(offset) } };
}

function parseObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isDictionary(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function issues(name: string, value: unknown): string[] {
  if (value === null) return [];
  if (name === 'metadata') return isDictionary(value) ? [] : ['Metadata is not a dictionary'];
  const label = humanized(name);
  if (typeof value !== 'string') return [`${label} is not a string`];
  const [minimum, maximum] = lengths.get(name) ?? [0, 0];
  const length = Array.from(value).length;
  if (minimum === maximum && length !== maximum) {
    return [`${label} is the wrong length (should be ${characters(maximum)})`];
  }
  if (length < minimum) return [`${label} is too short (minimum is ${characters(minimum)})`];
  if (length > maximum) return [`${label} is too long (maximum is ${characters(maximum)})`];
  // Only the form of a country is looked at (assumed).
  return name !== 'country' || /^[A-Z]{2}$/.test(value) ? [] : [`${label} is invalid`];
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

/** As Rails does it: `merchant_customer_id` is "Merchant customer". */
function humanized(name: string): string {
  const words = name.replace(/_id$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
