import countries from 'i18n-iso-countries/index.js';
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import type { FieldRule } from '../../domain/input-rules.ts';
import { assignedCodes, codeOfName } from './country-names.ts';

countries.registerLocale(english);

const assigned: ReadonlySet<string> = new Set(assignedCodes.map(([alpha2]) => alpha2));

const byCode: ReadonlyMap<string, string> = new Map([
  ...assignedCodes.flatMap((codes) => codes.map((code) => [code, codes[0]] as const)),
  // Reserved for the United Kingdom, and in wide use.
  ['UK', 'GB'],
]);

/**
 * The ISO 3166-1 alpha-2 code of a code of any kind or of a common name; null if it is unclear. Numbers count with
 * all three digits only: shorter ones may be dialling codes.
 */
export function countryCodeOf(country: string | null): string | null {
  if (country === null) return null;
  const text = country.trim();
  const isTwoLetters = /^[a-z]{2}$/i.test(text);
  return byCode.get(text.toUpperCase()) ?? (isTwoLetters ? null : codeOfName(text));
}

/** The English name of an assigned ISO 3166-1 alpha-2 code; null for any other. */
export function countryNameOf(code: string): string | null {
  const upper = code.toUpperCase();
  return assigned.has(upper) ? (countries.getName(upper, english.locale) ?? null) : null;
}

/** The check of an ISO 3166-1 alpha-2 code before it is sent to a provider. */
export const countryCodeRule: FieldRule = { min: 2, max: 2, accepts: (code) => assigned.has(code) };
