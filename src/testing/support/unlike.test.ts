import { expect, it } from 'vitest';
import { unlike } from './subject.ts';

const uuid = '7f1ce2b6-8a57-4f0e-9d3a-00000000000';
const counted = (count: number, first = 0) => Array.from({ length: count }, (_, index) => `${first + index}`);

it.each([
  { form: 'UUIDs that count', keys: counted(10).map((digit) => `${uuid}${digit}`) },
  { form: 'UUIDs in capitals', keys: [`${uuid}0`.toUpperCase(), `${uuid}1`] },
  { form: 'numbers of one length', keys: counted(900, 100) },
  { form: 'all numbers of one digit', keys: counted(10) },
  { form: 'numbers after a prefix', keys: counted(64).map((number) => `c-1-${number}`) },
  { form: 'words', keys: ['text', 'tex0'] },
])('an unknown key is unlike every one of $form', ({ keys }) => {
  for (const key of keys) {
    const known = keys.map((each) => each.toLowerCase());
    expect(known).not.toContain(unlike(key, keys).toLowerCase());
  }
});

it('an unknown key differs from the one that is given in one place', () => {
  expect(unlike(`${uuid}5`, [`${uuid}5`, `${uuid}0`])).toBe(`${uuid}1`);
});
