import type { FieldRule } from '../domain/input-rules.ts';
import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import portuguese from 'i18n-iso-countries/langs/pt.json' with { type: 'json' };
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' };

const languages = [english, spanish, portuguese];
for (const language of languages) countries.registerLocale(language);

/** The ISO 3166-1 alpha-2 code of a code or of an English, Spanish or Portuguese name; null where it is unclear. */
export function countryCodeOf(country: string | null): string | null {
  if (country === null) return null;
  const code = country.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return countries.isValid(code) ? code : null;
  for (const { locale } of languages) {
    const found = countries.getSimpleAlpha2Code(country.trim(), locale);
    if (found !== undefined) return found;
  }
  return null;
}

/** The English name of an ISO 3166-1 alpha-2 code; null where there is no such country. */
export function countryNameOf(code: string): string | null {
  // The library reads digits as numeric codes.
  return /^[A-Za-z]{2}$/.test(code) ? (countries.getName(code, english.locale) ?? null) : null;
}

/** What an ISO 3166-1 alpha-2 code must be before it is sent to anybody. */
export const countryCodeRule: FieldRule = {
  min: 2,
  max: 2,
  accepts: (code) => /^[A-Z]{2}$/.test(code) && countries.isValid(code),
};
