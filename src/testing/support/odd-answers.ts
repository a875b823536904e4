import type { Customer } from '../../domain/customer.ts';
import { parseJson } from '../../upstream/json.ts';
import { isRecord } from '../../providers/shared/wire.ts';
import type { Fetch } from '../../http/fetch.ts';

/** Which value in JSON: the names and indexes that lead to it. */
export type Place = readonly string[];

/** Passes requests on and changes what is answered to reads or to writes, but never a token. */
export function altering(fetch: Fetch, to: 'read' | 'write', change: (json: unknown) => unknown): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const text = await response.clone().text();
    const isOther = (request.method === 'GET') !== (to === 'read') || request.url.includes('token');
    if (isOther || !response.ok || text === '') return response;
    const headers = { 'content-type': 'application/json' };
    return new Response(JSON.stringify(change(parseJson(text))), { status: response.status, headers });
  };
}

/** Every place in a value, of lists the first item's alone. */
export function placesIn(value: unknown): readonly Place[] {
  const inner = isRecord(value) ? Object.entries(value) : [];
  const nested = Array.isArray(value) && value.length > 0 ? [['0', value[0] as unknown] as const] : inner;
  return nested.flatMap(([name, at]) => [[], ...placesIn(at)].map((place) => [name].concat(place)));
}

export function valueAt(json: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, name) => Object(value)[name], json);
}

/** The same JSON with another value in one place; undefined leaves the place out. */
export function withValueAt(json: unknown, [name, ...rest]: Place, value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(json)) {
    return json.map((item: unknown, index) =>
      String(index) === name ? withValueAt(item, rest, value) : item,
    );
  }
  const record = Object(json) as Record<string, unknown>;
  return { ...record, [name]: withValueAt(record[name], rest, value) };
}

/** A value of the same kind that says something else. */
export function otherThan(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (value === null) return '2001-02-03T04:05:06Z';
  if (typeof value !== 'string') return undefined;
  return Number.isNaN(Date.parse(value)) ? `${value}x` : '2001-02-03T04:05:06Z';
}

/** What of two records differs: fields, and the parts of addresses and details. Metadata is one field. */
export function differences(one: object, other: object): readonly string[] {
  const [first, second] = [partsOf(one), partsOf(other)];
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].filter((name) => first.get(name) !== second.get(name));
}

const nestedFields: ReadonlySet<string> = new Set([
  'billingAddress',
  'shippingAddress',
  'details',
  'instrument',
] satisfies (keyof Customer | 'instrument')[]);

function partsOf(record: object): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(record).flatMap(([name, value]) => {
      if (!nestedFields.has(name)) return [[name, JSON.stringify(value)] as const];
      const parts = Object.entries(Object(value) as object).filter(([, inner]) => !isNothing(inner));
      return parts.map(([part, inner]) => [`${name}.${part}`, JSON.stringify(inner)] as const);
    }),
  );
}

/** A missing address and an empty one count as the same. */
function isNothing(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
