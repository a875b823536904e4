import { isIssued } from '../domain/card-issuers.ts';
import { findIbans } from './iban.ts';
import { replaceSpans, type Span } from './span.ts';

/** What may stand between the digits: `usual` as people write card numbers, `any` for whatever is no letter. */
type Separators = 'usual' | 'any';

const joins: Readonly<Record<Separators, RegExp>> = {
  usual: /^[\s.\p{Pd}\u2212]+$/u,
  any: /^[^\p{L}\p{N}]+$/u,
};
/** How many of them between two digits. */
const maximumGap = 3;

const shortest = 13;
const longest = 19;

/** Which numbers count: those that an issuer gives out, or every one with the right check digit. */
type Numbers = 'issued' | 'any';

interface Search {
  readonly separators: Separators;
  readonly numbers: Numbers;
}

const written: Search = { separators: 'usual', numbers: 'issued' };
const suspected: Search = { separators: 'any', numbers: 'any' };

/**
 * Whether a text holds a card number, however it is grouped: an issuer's first digits, a length that this issuer
 * uses, and the right check digit.
 */
export function holdsCardNumber(text: string): boolean {
  return mayHoldCardNumber(text) && findCardNumbers(plain(text), written).length > 0;
}

/**
 * Whether enough digits follow one another with no letter and no wide gap between them: in most texts, sealed ids among
 * them, they do not. Characters beyond ASCII may stand for several each.
 */
function mayHoldCardNumber(text: string): boolean {
  if (text.length < shortest) return false;
  let digits = 0;
  let gap = 0;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code > 0x7e) return true;
    if (code >= 0x30 && code <= 0x39) {
      digits += 1;
      gap = 0;
      if (digits === shortest) return !identifier.test(text);
    } else if (isLetter(code)) digits = 0;
    else if (++gap > maximumGap) digits = 0;
  }
  return false;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** The text as it is if it holds no card number; else in one plain spelling, each of them changed. */
export function changeCardNumbers(text: string, change: (number: string) => string): string {
  if (!holdsCardNumber(text)) return text;
  const spelled = plain(text);
  return replaceSpans(spelled, findCardNumbers(spelled, written), change);
}

/** The text in one plain spelling, with something else in the place of all that could be a card number. */
export function replaceCardNumbers(text: string, replacement: string): string {
  const spelled = plain(text);
  return replaceSpans(spelled, findCardNumbers(spelled, suspected), () => replacement);
}

/** Wide and styled digits as ASCII ones, without invisible characters. */
function plain(text: string): string {
  return isAscii(text) ? text : text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** The digits of a text, one after another. */
interface Digits {
  readonly count: number;
  /** Where each stands in the text. */
  readonly places: Int32Array;
  /** Luhn sums of the first so many digits: with those at even indexes doubled, and with those at odd indexes doubled. */
  readonly evenDoubled: Int32Array;
  readonly oddDoubled: Int32Array;
  /** Whether something stands between each and the one before, and whether it is separators at most. */
  readonly starts: Uint8Array;
  readonly joined: Uint8Array;
}

/** A card number begins and ends where a group of digits does: within a longer number there is none. */
function findCardNumbers(whole: string, { separators, numbers }: Search): readonly Span[] {
  const text = withoutLookalikes(whole);
  const digits = readDigits(text, remembering(separators));
  const found: Span[] = [];
  for (let first = 0; first + shortest <= digits.count; first += 1) {
    const last = digits.starts[first] ? lastOfCardNumber(text, digits, first, numbers) : null;
    if (last === null) continue;
    found.push({ start: digits.places[first] as number, end: (digits.places[last] as number) + 1 });
    first = last;
  }
  return found;
}

function readDigits(text: string, isJoin: (gap: string) => boolean): Digits {
  const size = text.length + 1;
  const places = new Int32Array(size);
  const evenDoubled = new Int32Array(size);
  const oddDoubled = new Int32Array(size);
  const starts = new Uint8Array(size).fill(1);
  const joined = new Uint8Array(size);
  let count = 0;
  for (let place = 0, after = 0; place < text.length; place += 1) {
    const value = text.charCodeAt(place) - 48;
    if (value < 0 || value > 9) continue;
    const gap = place - after;
    starts[count] = gap > 0 ? 1 : 0;
    joined[count] = gap === 0 || (gap <= maximumGap && isJoin(text.slice(after, place))) ? 1 : 0;
    const doubled = value > 4 ? value * 2 - 9 : value * 2;
    evenDoubled[count + 1] = (evenDoubled[count] as number) + (count % 2 === 0 ? doubled : value);
    oddDoubled[count + 1] = (oddDoubled[count] as number) + (count % 2 === 0 ? value : doubled);
    places[count] = place;
    count += 1;
    after = place + 1;
  }
  starts[0] = 1;
  starts[count] = 1;
  return { count, places, evenDoubled, oddDoubled, starts, joined };
}

/** Which gaps join two digits; each kind is looked at once. */
function remembering(separators: Separators): (gap: string) => boolean {
  const known = new Map<string, boolean>();
  return (gap) => {
    const answer = known.get(gap) ?? joins[separators].test(gap);
    known.set(gap, answer);
    return answer;
  };
}

/** The index of the last digit of the longest card number that begins with a digit. */
function lastOfCardNumber(text: string, digits: Digits, first: number, numbers: Numbers): number | null {
  let found: number | null = null;
  for (let last = first; last < Math.min(first + longest, digits.count); last += 1) {
    if (last > first && !digits.joined[last]) break;
    const endsGroup = digits.starts[last + 1] === 1;
    const isLongEnough = last - first + 1 >= shortest;
    if (!endsGroup || !isLongEnough || !passesLuhn(digits, first, last)) continue;
    const number = text.slice(digits.places[first], (digits.places[last] as number) + 1);
    if (!isTime(number) && (numbers === 'any' || isIssued(number.replaceAll(/\D/g, '')))) found = last;
  }
  return found;
}

/** From the last digit leftwards every other one is doubled, but not the last. */
function passesLuhn({ evenDoubled, oddDoubled }: Digits, first: number, last: number): boolean {
  const sums = last % 2 === 0 ? oddDoubled : evenDoubled;
  return ((sums[last + 1] as number) - (sums[first] as number)) % 10 === 0;
}

const unixTime = /^1(?:\d{12}|\d{15}|\d{18})$/;
const compactTime =
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?$/;

/** Unix time in milli-, micro- or nanoseconds, or `20261120103000`: no card scheme gives out numbers like these. */
function isTime(number: string): boolean {
  return unixTime.test(number) || compactTime.test(number);
}

const uuid = '[\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}';
/** From the length of an object id on; with a letter in it, so that it is no number. */
const hex = '(?=\\d*[a-f])[\\da-f]{24,}';
const identifier = new RegExp(`^(?:${uuid}|${hex})$`, 'i');
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
