import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIbans } from './iban.ts';

/** Examples of the registry of ISO 13616. */
const examples = [
  'NL91ABNA0417164300',
  'DE89370400440532013000',
  'HR1210010051863000160',
  'GB29NWBK60161331926819',
  'NO9386011117947',
  'MT84MALT011000012345MTLCAST001S',
  'FR1420041010050500013M02606',
  'SI56263300012039086',
];

function textsOf(text: string): readonly string[] {
  return findIbans(text).map(({ start, end }) => text.slice(start, end));
}

describe('an IBAN', () => {
  it.each(examples)('is found, alone, in groups, small, and in a sentence: %s', (iban) => {
    const grouped = iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
    expect(textsOf(iban)).toEqual([iban]);
    expect(textsOf(grouped)).toEqual([grouped]);
    expect(textsOf(iban.toLowerCase())).toEqual([iban.toLowerCase()]);
    expect(textsOf(`Pay ${grouped}, or ${iban}.`)).toEqual([grouped, iban]);
  });

  it('is none with a wrong digit, a missing one, or more behind it', () => {
    const wrong = fc
      .tuple(fc.constantFrom(...examples), fc.integer({ min: 4, max: 13 }), fc.integer({ min: 1, max: 9 }))
      .filter(([iban, at]) => /\d/.test(iban[at] ?? ''))
      .map(([iban, at, by]) => `${iban.slice(0, at)}${(Number(iban[at]) + by) % 10}${iban.slice(at + 1)}`);
    fc.assert(
      fc.property(wrong, (text) => {
        expect(textsOf(text)).toEqual([]);
      }),
    );
    for (const iban of examples) expect([textsOf(iban.slice(0, -1)), textsOf(`${iban}7`)]).toEqual([[], []]);
  });
});
