import { replaceCardNumbers } from './card-number.ts';
import { findIbans } from './iban.ts';
import { replaceSpans } from './span.ts';

/** The most of a text that is looked at, so that a huge one costs no more than this. */
const maximumLength = 4096;

/** What a text never keeps, and what it has instead, in the order in which it is looked for. */
const rules: readonly (readonly [pattern: RegExp, replacement: string | ((part: string) => string)])[] = [
  [/(?<![a-z])[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>`]+/gi, originOf],
  [/eyJ[\w-]{4,}(?:\.[\w-]*)+/g, '[token]'],
  [/\b(bearer|basic|digest|wp3-callback|wp3-v2\.1)\s+[\w.~+/=:-]{4,}/gi, '[credential]'],
  [/(?<![\w.+-])[\w.+'-]{1,64}@[\p{L}\p{N}.-]{1,255}/gu, '[e-mail]'],
  [
    /(?<![a-z])(?:cvc|cvv|cvn|csc|cav|cid|card.?code|(?:card.?)?security.?code|verification.?(?:value|code))\d?["']?\s{0,3}(?:[:=]|is)?\s{0,3}["']?\d{3,4}(?!\d)/gi,
    '[cvc]',
  ],
  [/(?<![a-z0-9])(?:sk|pk|rk|key|api|apikey|secret|token|pat|whsec)[_-][\w-]{8,}/gi, '[key]'],
];

/** Whether a text holds something in the form of a secret. Long words do not count: they may be ids as well as keys. */
export function holdsSecret(text: string): boolean {
  return withoutForms(text) !== text.normalize('NFKC');
}

/** A text without card numbers, CVCs, IBANs, e-mail addresses, credentials, keys, and what follows a URL's host. */
export function scrub(text: string): string {
  const scrubbed = withoutForms(decoded(text.slice(0, maximumLength).toWellFormed()));
  return scrubbed.replaceAll(/[\w+=-]{20,}/g, keyOrWord);
}

/** Percent signs would hide what they spell. */
function decoded(text: string): string {
  return text.replaceAll(/%([2-7][\da-f])/gi, (_part, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function withoutForms(text: string): string {
  let scrubbed = text;
  for (const [pattern, replacement] of rules) {
    scrubbed =
      typeof replacement === 'string'
        ? scrubbed.replace(pattern, replacement)
        : scrubbed.replace(pattern, replacement);
  }
  return replaceCardNumbers(
    replaceSpans(scrubbed, findIbans(scrubbed), () => '[iban]'),
    '[card number]',
  );
}

/** A file's path is part of a stack trace and stays; of any other address, only the origin may be shown. */
function originOf(address: string): string {
  if (address.startsWith('file://')) return address;
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? url.origin : '[url]';
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A long word is a key if digits stand between its letters again and again, as they do in no name. */
function keyOrWord(word: string): string {
  const islands = word.match(/(?<=[a-z_+=-])\d+(?=[a-z_+=-])/gi) ?? [];
  const digits = word.match(/\d/g) ?? [];
  const isKey = /[a-z]/i.test(word) && (islands.length >= 2 || digits.length >= 6) && !uuid.test(word);
  return isKey ? '[key]' : word;
}
