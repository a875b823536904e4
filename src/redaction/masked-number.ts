/** What providers write in the places of digits. */
const hidden: ReadonlySet<string> = new Set('*xX#_?•●∙·…');

function isPlace(character: string): boolean {
  return isDigit(character) || hidden.has(character);
}

function isDigit(character: string): boolean {
  if (character >= '0' && character <= '9') return true;
  return character > '\u007f' && /^\p{Nd}$/u.test(character);
}

/** Six first digits at most, four last ones at most, and nothing that is a digit between them. */
const isHidden = /^\d{0,6}[*xX#_? .-]*\d{0,4}$/;

/**
 * A number with the digits in its middle hidden. Of one that is hidden in part, and has 16 places, eight first digits
 * may stay; of any other six.
 */
export function hideMiddle(text: string): string {
  if (isHidden.test(text)) return text;
  const characters = Array.from(text);
  const places = characters.filter(isPlace);
  const first = places.length >= 16 && !places.every(isDigit) ? 8 : 6;
  let index = -1;
  let shown = '';
  for (const character of characters) {
    const isOne = isPlace(character);
    if (isOne) index += 1;
    const isMiddle = index >= first && index < places.length - 4;
    shown += isOne && isMiddle && isDigit(character) ? '*' : character;
  }
  return shown;
}
