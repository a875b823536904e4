import { holdsCardNumber } from './card-number.ts';

/** How people write a phone number: groups, an area code in brackets, and an extension at most. */
const form =
  /^(?:tel:)?\s*(?:\+|00)?([\d\s()./\p{Pd}\u2212]+?)(?:[\s,;]*(?:ext(?:ension)?|x|#|kl|dw)[\s.:=]*\d{1,7})?\s*$/iu;

/** Of so few digits no card is given out any more, and so many have hardly any phone number more. */
const mostDigits = 13;

/** Whether a text reads as a phone number and its digits are too few for a card, whatever they add up to. */
function isPhoneNumber(text: string): boolean {
  const [, number] = form.exec(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '')) ?? [];
  // The zero in brackets is not dialled after a country code.
  const digits = number?.replace('(0)', '').replaceAll(/\D/g, '');
  return digits !== undefined && digits.length <= mostDigits;
}

/** Whether a text in the place of a phone number holds a card number and does not look like a phone number. */
export function holdsCardNumberAsPhone(text: string): boolean {
  return holdsCardNumber(text) && !isPhoneNumber(text);
}
