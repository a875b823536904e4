import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hideMiddle } from './masked-number.ts';

it.each([
  ['405840******0005', '405840******0005'],
  ['434179-xxx-xxx-0044', '434179-xxx-xxx-0044'],
  ['12345678****1234', '12345678****1234'],
  ['1234567890123456', '123456******3456'],
  ['1234567', '1234567'],
  ['12345678901', '123456*8901'],
  ['４０５８４０１２３４５６０００５', '４０５８４０******０００５'],
  ['', ''],
])('shows %j as %j', (text, shown) => expect(hideMiddle(text)).toBe(shown));

it('shows six first digits, or eight beside hidden ones, and four last ones at most', () => {
  const place = fc.constantFrom('1', '5', '9', '*', 'x', '-', ' ');
  fc.assert(
    fc.property(fc.array(place, { maxLength: 24 }), (places) => {
      const text = places.join('');
      const shown = hideMiddle(text);
      const kept = Array.from(shown).filter((character) => /[\d*x]/.test(character));
      const first = kept.length >= 16 && /[*x]/.test(text) ? 8 : 6;
      expect(shown).toHaveLength(text.length);
      expect(kept.slice(first, -4).join('')).not.toMatch(/\d/);
      expect([kept.slice(0, first), kept.slice(-4)].flat().join('')).toBe(
        [placesOf(text).slice(0, first), placesOf(text).slice(-4)].flat().join(''),
      );
    }),
  );
});

function placesOf(text: string): readonly string[] {
  return Array.from(text).filter((character) => /[\d*x]/.test(character));
}
