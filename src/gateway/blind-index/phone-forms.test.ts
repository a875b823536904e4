import { assert, constantFrom, nat, property, record, tuple } from 'fast-check';
import { getCountries, getExampleNumber, type CountryCode } from 'libphonenumber-js';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, it } from 'vitest';
import { normal } from '../find/normal.ts';
import { phoneForms } from './phone-forms.ts';

const countries = getCountries();

/** Numbers of every country, in the spellings in which they are kept and looked for. */
const spelled = record({
  country: constantFrom(...countries),
  last: nat({ max: 9 }),
  spellings: tuple(nat({ max: 5 }), nat({ max: 5 })),
}).map(({ country, last, spellings }) => {
  const number = getExampleNumber(country, examples);
  const text = number?.number.slice(0, -1).concat(String(last)) ?? '';
  return { country, texts: spellings.map((way) => spellingOf(text, country, way)) };
});

function spellingOf(text: string, country: CountryCode, way: number): string {
  const example = getExampleNumber(country, examples);
  const last = text.slice(-1);
  const national = example?.formatNational().replace(/\d(\D*)$/, `${last}$1`) ?? text;
  const international = example?.formatInternational().replace(/\d(\D*)$/, `${last}$1`) ?? text;
  return [
    text,
    text.replace('+', '00'),
    national,
    national.replaceAll(/\D/g, ''),
    international,
    `${national} ext. 12`,
  ][way] as string;
}

/** Whether the index leads from a number that is looked for in an unknown country to one that is kept in its own. */
function isLedTo(wanted: string, kept: string, country: CountryCode, account: CountryCode | null): boolean {
  const entry = phoneForms(kept, country);
  const { whole } = phoneForms(wanted, null);
  if (whole !== null) return entry.whole === whole;
  const ends = [null, account].flatMap((from) => phoneForms(wanted, from).ends);
  return ends.some((end) => entry.ends.includes(end));
}

describe('what phone numbers are found by', () => {
  it('leads to every number that is the same in the country of the customer who has it', () => {
    let same = 0;
    assert(
      property(spelled, ({ country, texts: [wanted = '', kept = ''] }) => {
        if (normal('PHONE', wanted, country) !== normal('PHONE', kept, country)) return;
        same += 1;
        expect(isLedTo(wanted, kept, country, null)).toBe(true);
        expect(isLedTo(wanted, kept, country, country)).toBe(true);
        expect(isLedTo(wanted, kept, country, 'HR')).toBe(true);
      }),
      { numRuns: 5_000 },
    );
    expect(same).toBeGreaterThan(2_000);
  });

  it('is nothing for what has no digits', () => {
    expect(phoneForms('unknown', 'HR')).toEqual({ whole: null, ends: [] });
  });
});
