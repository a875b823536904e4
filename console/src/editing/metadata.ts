import type { MetadataEntryInput, MetadataPatchInput } from '../graphql/graphql.ts';

type Value = MetadataEntryInput['value'];

/** One metadata pair as it is typed. */
export interface Pair {
  readonly key: string;
  readonly value: string;
  /** The kind of value in the record; text for a pair that was added in the form. */
  readonly kind: 'text' | 'number' | 'boolean';
}

export const emptyPair: Pair = { key: '', value: '', kind: 'text' };

/** A pair of a record, for a form. */
export function pairOf({ key, value }: { readonly key: string; readonly value: Value }): Pair {
  return { key, value: String(value), kind: kindOf(value) };
}

/** Everything that is filled in. */
export function toPairs(pairs: readonly Pair[], before: readonly Pair[] = []): MetadataEntryInput[] {
  return pairs
    .filter((pair) => !isBlank(pair, before))
    .map((pair) => ({ key: keyOf(pair, before), value: valueOf(pair) }));
}

/** The pairs that were added, changed or removed; null if none was. */
export function toMetadataPatch(before: readonly Pair[], after: readonly Pair[]): MetadataPatchInput | null {
  const pairs = toPairs(after, before);
  const set = pairs.filter(({ key, value }) => {
    const was = before.find((pair) => pair.key === key);
    return !was || valueOf(was) !== value;
  });
  const unset = before.map(({ key }) => key).filter((key) => !pairs.some((pair) => pair.key === key));
  if (set.length === 0 && unset.length === 0) return null;
  return { ...(set.length > 0 ? { set } : {}), ...(unset.length > 0 ? { unset } : {}) };
}

/** What keeps pairs from being sent, as sentences. */
export function metadataMistakes(pairs: readonly Pair[], before: readonly Pair[]): readonly string[] {
  const keys = toPairs(pairs, before).map(({ key }) => key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  return [
    ...(keys.includes('') && !has(before, '') ? ['A value has no key.'] : []),
    ...[...new Set(repeated)].filter(Boolean).map((key) => `The key “${key}” is there more than once.`),
  ];
}

/** Applies the changes that were made to `before` to `now`, pair by pair. */
export function rebasedPairs(
  typed: readonly Pair[],
  before: readonly Pair[],
  now: readonly Pair[],
): readonly Pair[] {
  const isUntouched = ({ key, value }: Pair) =>
    before.some((pair) => pair.key === key && pair.value === value);
  const changed = typed.filter((pair) => !isUntouched(pair));
  const removed = before.filter(({ key }) => !has(typed, key));
  const untouched = now.filter(({ key }) => !has(changed, key) && !has(removed, key));
  return [...untouched, ...changed];
}

function has(pairs: readonly Pair[], key: string): boolean {
  return pairs.some((pair) => pair.key === key);
}

/** A pair that was added and never filled in. */
function isBlank({ key, value }: Pair, before: readonly Pair[]): boolean {
  return key.trim() === '' && value === '' && !has(before, key);
}

/** A key that the record has is left as it is, blanks included. */
function keyOf({ key }: Pair, before: readonly Pair[]): string {
  return has(before, key) ? key : key.trim();
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** Of the kind that the record has, if the text still reads as one and nothing of it is lost. */
function valueOf({ value, kind }: Pair): Value {
  const text = value.trim();
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (kind === 'number' && jsonNumber.test(text)) {
    const number = Number(text);
    const isExact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
    if (isExact) return number;
  }
  return value;
}

function kindOf(value: Value): Pair['kind'] {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}
