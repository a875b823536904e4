import { findIbans } from './iban.ts';
import { replaceSpans, type Span } from './span.ts';

/** What may stand between the digits: `usual` as people write card numbers, `any` for whatever is no letter. */
export type Separators = 'usual' | 'any';

const joins: Readonly<Record<Separators, RegExp>> = {
  usual: /^[\s.\p{Pd}\u2212]{0,3}$/u,
  any: /^[^\p{L}\p{N}]{0,3}$/u,
};

const shortest = 13;
const longest = 19;

/** Whether a text holds 13 to 19 digits that pass the Luhn check, however they are grouped. */
export function holdsCardNumber(text: string): boolean {
  return text.length >= shortest && findCardNumbers(plain(text), 'usual').length > 0;
}

/** The text in one plain spelling, with something else in the place of each card number. */
export function replaceCardNumbers(text: string, replacement: string): string {
  const spelled = plain(text);
  return replaceSpans(spelled, findCardNumbers(spelled, 'any'), () => replacement);
}

/** Wide and styled digits as ASCII ones, without the characters that nobody sees. */
function plain(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
}

interface Group extends Span {
  readonly digits: string;
}

/** A card number begins and ends where a group of digits does: within a longer number there is none. */
function findCardNumbers(text: string, separators: Separators): readonly Span[] {
  const groups = findGroups(withoutLookalikes(text));
  const found: Span[] = [];
  for (const [index, { start }] of groups.entries()) {
    if (start < (found.at(-1)?.end ?? 0)) continue;
    const end = endOfCardNumber(text, groups, index, joins[separators]);
    if (end !== null) found.push({ start, end });
  }
  return found;
}

function findGroups(text: string): readonly Group[] {
  return [...text.matchAll(/\d+/g)].map(({ index, 0: digits }) => ({
    start: index,
    end: index + digits.length,
    digits,
  }));
}

/** Where the longest card number ends that begins with a group. */
function endOfCardNumber(text: string, groups: readonly Group[], first: number, join: RegExp): number | null {
  let digits = '';
  let end: number | null = null;
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last] as Group;
    const before = groups[last - 1];
    if (last > first && before && !join.test(text.slice(before.end, group.start))) break;
    digits += group.digits;
    if (digits.length > longest) break;
    if (last === first && isTime(digits)) continue;
    if (digits.length >= shortest && passesLuhn(digits)) end = group.end;
  }
  return end;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const unixTime = /^1(?:\d{12}|\d{15}|\d{18})$/;
const compactTime =
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?$/;

/** Unix time in milli-, micro- or nanoseconds, or `20261120103000`: no card scheme gives out numbers like these. */
function isTime(digits: string): boolean {
  return unixTime.test(digits) || compactTime.test(digits);
}

const uuid = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
/** From the length of an object id on; with a letter in it, so that it is no number. */
const hex = '(?=\\d*[a-f])[\\da-f]{24,}';
const identifiers = new RegExp(`(?<![\\p{L}\\p{N}])(?:${uuid}|${hex})(?![\\p{L}\\p{N}])`, 'giu');

function blank(part: string): string {
  return '_'.repeat(part.length);
}

/** UUIDs, digests in hex and IBANs hold long runs of digits by chance: blanked, everything else in its place. */
function withoutLookalikes(text: string): string {
  if (!/[a-z]|\d-\d/i.test(text)) return text;
  const rest = text.replace(identifiers, blank);
  return replaceSpans(rest, findIbans(rest), blank);
}
