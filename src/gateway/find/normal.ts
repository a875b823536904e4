import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { MatchField } from '../../domain/customer-search.ts';

/** One form for each value of a field, however it is spelled; empty if nothing of it counts. */
export function normal(field: MatchField, text: string, country: string | null): string {
  switch (field) {
    case 'EMAIL':
      return text.normalize('NFKC').trim().toLowerCase();
    case 'PHONE':
      return phoneNumber(text, country)?.number ?? text.normalize('NFKC').replaceAll(/\D/g, '');
    case 'MERCHANT_REFERENCE':
      return text;
    case 'DOCUMENT_NUMBER':
      return text
        .normalize('NFKC')
        .toUpperCase()
        .replaceAll(/[^\p{L}\p{N}]/gu, '');
    case 'NAME':
      return words(text).toSorted().join(' ');
  }
}

/** Parses a phone number; null if it is not one, or if its country is unknown. */
export function phoneNumber(text: string, country: string | null) {
  const from = country !== null && isSupportedCountry(country) ? country : undefined;
  return parsePhoneNumberFromString(text.normalize('NFKC').replace(/^\s*00/, '+'), from) ?? null;
}

function words(name: string): string[] {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[đłøßæœıħŧ]/g, (letter) => withoutAccent[letter] ?? letter)
    .replaceAll(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Letters that Unicode does not take apart. */
const withoutAccent: Readonly<Record<string, string>> = {
  đ: 'd',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
};
