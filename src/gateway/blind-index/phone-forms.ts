import { phoneNumber } from '../find/normal.ts';

/** As many digits at the end of a number are the same however it is dialled: Argentina puts others before six. */
const endLength = 6;

/** What a phone number is found by. */
export interface PhoneForms {
  /** The whole number with its country code; null if its country is unknown. */
  readonly whole: string | null;
  /** The ends of its digits: two spellings of one number have one in common, from whichever country they are read. */
  readonly ends: readonly string[];
}

export function phoneForms(text: string, country: string | null): PhoneForms {
  const number = phoneNumber(text, country);
  const digits = [text, withoutExtension(text)].map((one) => one.normalize('NFKC').replaceAll(/\D/g, ''));
  const national = number ? [number.nationalNumber, ...digits] : digits;
  const ends = national.flatMap((one) => [one, one.replace(/^0+/, '')]).map((one) => one.slice(-endLength));
  return { whole: number?.number ?? null, ends: [...new Set(ends)].filter(Boolean) };
}

/** Without what is dialled once the call is answered. */
function withoutExtension(text: string): string {
  return text.replace(/(?:;ext=|\s*(?:ext(?:ension)?\.?|x|#|доб\.?))\s*\d{1,8}\s*$/i, '');
}
