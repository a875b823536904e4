import type { Span } from './span.ts';

/** How long an IBAN of each country is, after the registry of ISO 13616. */
const registry =
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
  'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
  'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
  'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';

const lengths: ReadonlyMap<string, number> = new Map(
  registry.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** Where IBANs stand in a text: of a country's own length and with the right check digits, single separators allowed. */
export function findIbans(text: string): readonly Span[] {
  const found: Span[] = [];
  for (const { index } of text.matchAll(/(?<![a-z\d])[a-z]{2}\d{2}/gi)) {
    const span = ibanAt(text, index);
    if (span && index >= (found.at(-1)?.end ?? 0)) found.push(span);
  }
  return found;
}

function ibanAt(text: string, start: number): Span | null {
  const length = lengths.get(text.slice(start, start + 2).toUpperCase()) ?? 0;
  let compact = '';
  let end = start;
  while (compact.length < length) {
    if (separators.has(text.charAt(end))) end += 1;
    const character = text.charAt(end);
    if (!isAlphanumeric(character)) return null;
    compact += character;
    end += 1;
  }
  const isWhole = length > 0 && !isAlphanumeric(text.charAt(end));
  return isWhole && hasRightCheckDigits(compact) ? { start, end } : null;
}

const separators: ReadonlySet<string> = new Set([' ', '-', '.']);

function isAlphanumeric(character: string): boolean {
  return (
    (character >= '0' && character <= '9') ||
    (character >= 'A' && character <= 'Z') ||
    (character >= 'a' && character <= 'z')
  );
}

/** ISO 7064: with the first four at the end and letters as numbers from ten on, the remainder by 97 is one. */
function hasRightCheckDigits(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
