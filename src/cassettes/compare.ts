import { isFreeForm, nameOf } from '../providers/shared/shape.ts';
import { isNumber, isRecord } from '../providers/shared/wire.ts';
import type { Cassette, RecordedExchange } from './cassette.ts';

/** Something that one cassette shows of a call and another, which has the same call, does not. */
export interface ShapeDifference {
  /** Such as `GET /v2/customers 200`. */
  readonly call: string;
  /** A status, for an assumption; or a field and its type, such as `data[].uuid: text`. */
  readonly what: string;
  readonly only: 'first' | 'second';
}

/** Where two accounts of one provider differ in what they answer, values left out. Calls that only one has say nothing. */
export function compareCassettes(first: Cassette, second: Cassette): readonly ShapeDifference[] {
  return [statusesOf, shapesOf].flatMap((read) => {
    const right = read(second);
    return [...read(first)].flatMap(([call, seen]) => differencesIn(call, seen, right.get(call) ?? seen));
  });
}

function differencesIn(
  call: string,
  seen: ReadonlySet<string>,
  other: ReadonlySet<string>,
): readonly ShapeDifference[] {
  const first = without(seen, other).map((what): ShapeDifference => ({ call, what, only: 'first' }));
  return first.concat(without(other, seen).map((what) => ({ call, what, only: 'second' })));
}

function without(seen: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  return [...seen].filter((what) => !other.has(what));
}

type Seen = ReadonlyMap<string, ReadonlySet<string>>;

/** The statuses that each call of each assumption was answered with. */
function statusesOf({ exchanges }: Cassette): Seen {
  return collected(exchanges, ({ assumption, request, answer }) => ({
    call: `${request.method} ${request.route}`,
    key: assumption,
    seen: [`${answer.status}, for ${assumption}`],
  }));
}

/** The fields that each call was answered with, and their types. */
function shapesOf({ exchanges }: Cassette): Seen {
  return collected(exchanges, ({ request, answer }) => ({
    call: `${request.method} ${request.route} ${answer.status}`,
    key: '',
    seen: answer.body === 'json' ? fieldsOf(answer.json) : [answer.body === 'none' ? 'nothing' : 'no JSON'],
  }));
}

interface Observed {
  readonly call: string;
  /** What sets calls apart that look the same. */
  readonly key: string;
  readonly seen: readonly string[];
}

function collected(
  exchanges: readonly RecordedExchange[],
  observe: (exchange: RecordedExchange) => Observed,
): Seen {
  const found = new Map<string, Set<string>>();
  for (const exchange of exchanges) {
    const { call, key, seen } = observe(exchange);
    const name = key === '' ? call : `${call} (${key})`;
    const known = found.get(name) ?? new Set();
    for (const one of seen) known.add(one);
    found.set(name, known);
  }
  return found;
}

/** Each field with its type: `data[].address.city: text`. */
function fieldsOf(json: unknown, at = ''): readonly string[] {
  if (Array.isArray(json)) return [`${at}[]`, ...json.flatMap((item) => fieldsOf(item, `${at}[]`))];
  if (!isRecord(json)) return [`${at || 'all'}: ${typeOf(json)}`];
  const inner = Object.entries(json).flatMap(([name, value]) => {
    const place = `${at}${at === '' ? '' : '.'}${nameOf(name)}`;
    return isFreeForm(name) && isRecord(value) ? [`${place}: object`] : fieldsOf(value, place);
  });
  return [`${at || 'all'}: object`, ...inner];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  return isNumber(value) ? 'number' : typeof value;
}
