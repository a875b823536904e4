import codes from 'i18n-iso-countries/codes.json' with { type: 'json' };
import bosnian from 'i18n-iso-countries/langs/bs.json' with { type: 'json' };
import croatian from 'i18n-iso-countries/langs/hr.json' with { type: 'json' };
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import german from 'i18n-iso-countries/langs/de.json' with { type: 'json' };
import portuguese from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import serbian from 'i18n-iso-countries/langs/sr.json' with { type: 'json' };
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' };
import { knownNames } from './country-aliases.ts';

/** User-assigned codes that the table holds though ISO has not assigned them. */
const userAssigned = new Set(['XK']);

/** Every assigned code of ISO 3166-1: two letters, three letters, three digits. */
export const assignedCodes: readonly (readonly [alpha2: string, alpha3: string, numeric: string])[] = codes
  .map(([alpha2 = '', alpha3 = '', numeric = '']) => [alpha2, alpha3, numeric] as const)
  .filter(([alpha2]) => !userAssigned.has(alpha2));

const dictionaries: readonly Readonly<Record<string, string | readonly string[]>>[] = [
  english,
  croatian,
  serbian,
  bosnian,
  german,
  spanish,
  portuguese,
].map(({ countries }) => countries);

const locales = ['en', 'hr', 'sr', 'sr-Latn', 'bs', 'de', 'es', 'pt', 'pt-PT'];

let known: ReadonlyMap<string, string | null> | null = null;

/** The code that a name means in the languages of these providers' markets; null if it means none, or several. */
export function codeOfName(name: string): string | null {
  known ??= collectNames();
  return known.get(spelled(name)) ?? null;
}

function collectNames(): ReadonlyMap<string, string | null> {
  const names = new Map<string, string | null>();
  const add = (name: string, code: string): void => {
    for (const variant of spellings(name)) {
      const before = names.get(variant);
      names.set(variant, before === undefined || before === code ? code : null);
    }
  };
  const displayed = locales.map((locale) => new Intl.DisplayNames(locale, { type: 'region' }));
  for (const [code] of assignedCodes) {
    for (const language of displayed) add(language.of(code) ?? '', code);
    for (const dictionary of dictionaries)
      for (const name of [dictionary[code] ?? []].flat()) add(name, code);
  }
  for (const [name, code] of knownNames) names.set(spelled(name), code);
  names.delete('');
  return names;
}

/** A name, and how it is written on keyboards that lack its letters. */
function spellings(name: string): readonly string[] {
  const lower = name.toLowerCase();
  const umlauts = lower.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');
  return [lower, umlauts, lower.replaceAll('đ', 'dj')].map(spelled);
}

/** A name without case, accents, apostrophes of any kind, punctuation and a leading article. */
function spelled(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('ß', 'ss')
    .replaceAll(/['’‘ʼʹ′´`]/g, '')
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}
