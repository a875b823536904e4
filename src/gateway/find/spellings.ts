import {
  matchFields,
  type CustomerMatch,
  type MatchField,
  type Spellings,
} from '../../domain/customer-search.ts';
import type { Account } from '../account.ts';
import { phoneNumber } from './normal.ts';

/** The spellings of one value that a provider is asked for: as it is given, and as it is usually kept. */
export function spellingsOf(field: MatchField, text: string, country: string | null): readonly string[] {
  return [...new Set([text, ...usual(field, text, country)])];
}

function usual(field: MatchField, text: string, country: string | null): readonly string[] {
  switch (field) {
    case 'EMAIL':
      return [text.normalize('NFC').trim().toLowerCase()];
    case 'PHONE': {
      const number = phoneNumber(text, country);
      return number ? [number.number, number.formatInternational(), number.formatNational()] : [];
    }
    case 'DOCUMENT_NUMBER':
      return [text.replaceAll(/[^\p{L}\p{N}]/gu, '')];
    case 'MERCHANT_REFERENCE':
    case 'NAME':
      return [];
  }
}

/** What to ask an account's own search for; null if it has none for these fields. */
export function filterSpellings(match: CustomerMatch, { searches, country }: Account): Spellings | null {
  const entries = matchFields.flatMap((field) => {
    const text = match[field];
    const isFiltered = text !== undefined && searches[field].method === 'FILTER';
    return isFiltered ? [[field, spellingsOf(field, text, country)] as const] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}
