import type { Chance } from './random.ts';

/** A kind of text, and how another of the kind and the same length is made. */
export interface Kind {
  readonly name: string;
  readonly isOf: (text: string, field: string) => boolean;
  readonly make: (text: string, chance: Chance) => string;
}

const hexadecimal = '0123456789abcdef';
const digits = '0123456789';

function hexOf(text: string, chance: Chance): string {
  return text.replaceAll(/[\da-f]/gi, (digit) => {
    const made = chance.pick(hexadecimal);
    return /[A-F]/.test(digit) ? made.toUpperCase() : made;
  });
}

/** Which version and variant it is of stays. */
function uuidOf(text: string, chance: Chance): string {
  const made = hexOf(text, chance);
  return `${made.slice(0, 14)}${text[14]}${made.slice(15, 19)}${text[19]}${made.slice(20)}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** As exact as it was, in the time zone that it was in. */
function instantOf(text: string, chance: Chance): string {
  const date = `20${twoDigits(1 + chance.below(24))}-${twoDigits(1 + chance.below(12))}-${twoDigits(1 + chance.below(28))}`;
  const time = text.slice(10).replace(/\d{2}(?=:)/, twoDigits(chance.below(24)));
  const minutes = time.replaceAll(/:\d{2}/g, () => `:${twoDigits(chance.below(60))}`);
  const zone = /[+-]\d{2}:?\d{2}$/.exec(text)?.[0] ?? '';
  const made = minutes.replace(/\.\d+/, (fraction) => `.${digitsOf(fraction.slice(1), chance)}`);
  return `${date}${zone ? made.slice(0, -zone.length) + zone : made}`;
}

function digitsOf(text: string, chance: Chance): string {
  return text.replaceAll(/\d/g, () => chance.pick(digits));
}

/** Domains that cannot be registered, because their last labels are not in use. */
function domainOf(text: string, chance: Chance): string {
  const end = ['.example', '.test', '.zz'].find(({ length }) => text.length > length);
  if (end === undefined) return scrambled(text, chance);
  return scrambled(text.slice(0, -end.length).replaceAll(/[^.-]/g, 'a'), chance) + end;
}

function emailOf(text: string, chance: Chance): string {
  const at = text.indexOf('@');
  return `${scrambled(text.slice(0, at), chance)}@${domainOf(text.slice(at + 1), chance)}`;
}

function urlOf(text: string, chance: Chance): string {
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]+)(.*)$/s.exec(text) ?? [];
  return `${scheme}${domainOf(host, chance)}${scrambled(rest, chance)}`;
}

const countries: Readonly<Record<number, readonly string[]>> = {
  2: ['AR', 'AT', 'BR', 'CL', 'DE', 'ES', 'FR', 'HR', 'IT', 'NL', 'PE', 'PT', 'RS', 'SI', 'UY'],
  3: ['ARG', 'AUT', 'BRA', 'CHL', 'DEU', 'ESP', 'FRA', 'HRV', 'ITA', 'NLD', 'PER', 'PRT', 'SRB', 'URY'],
};

/** Letters and digits become others; what stands between them stays. */
function scrambled(text: string, chance: Chance): string {
  return Array.from(text, (character, place) => scrambledAt(character, place === 0, chance)).join('');
}

function scrambledAt(character: string, isFirst: boolean, chance: Chance): string {
  if (/[1-9]/.test(character)) return chance.pick(isFirst ? digits.slice(1) : digits);
  if (/\p{N}/u.test(character)) return character.length > 1 ? '\u{1D7D8}' : chance.pick(digits);
  if (/[a-z]/.test(character)) return chance.pick('abcdefghijklmnopqrstuvwxyz');
  if (/[A-Z]/.test(character)) return chance.pick('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  if (/[\s!-~]/.test(character)) return character;
  if (character.length > 1) return '\u{1F642}';
  return chance.pick(/\p{Lu}/u.test(character) ? 'ÀÉÎÕÜ' : 'àéîõü');
}

/** Of a number it is the digits that become others. */
export const anyText: Kind = { name: 'text', isOf: () => true, make: scrambled };

const kinds: readonly Kind[] = [
  {
    name: 'uuid',
    isOf: (text) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
    make: uuidOf,
  },
  { name: 'hexadecimal', isOf: (text) => /^(?=.*\d)(?=.*[a-f])[\da-f]{16,}$/i.test(text), make: hexOf },
  {
    name: 'instant',
    isOf: (text) =>
      /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text),
    make: instantOf,
  },
  { name: 'e-mail address', isOf: (text) => /^[^\s@]+@[^\s@]+$/.test(text), make: emailOf },
  { name: 'URL', isOf: (text) => /^https?:\/\/[^\s/?#]+/.test(text), make: urlOf },
  {
    name: 'country code',
    isOf: (text, field) => /country/i.test(field) && /^[A-Z]{2,3}$/.test(text),
    make: ({ length }, chance) => countries[length]?.[chance.below(countries[length].length)] ?? '',
  },
];

/** What kind of text it is, in a field of that name. */
export function kindOf(text: string, field: string): Kind {
  return kinds.find(({ isOf }) => isOf(text, field)) ?? anyText;
}
