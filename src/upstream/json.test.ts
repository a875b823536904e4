import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNumber, isRawNumber, parseJson, type RawNumber } from './json.ts';

function numberIn(text: string): number | RawNumber {
  return parseJson(text) as number | RawNumber;
}

describe('JSON that is parsed and written again', () => {
  it.each([
    '{"a":1.0,"b":[9007199254740993,1e400,-0,1E+2,0.10]}',
    '{"__proto__":{"x":12345678901234567890}}',
    '3.14159265358979323846',
  ])('has its numbers as they came: %s', (text) => {
    expect(JSON.stringify(parseJson(text))).toBe(text);
  });

  it('keeps every odd number unchanged, wherever it stands', () => {
    const odd = fc.constantFrom(
      '-0',
      '1.0',
      '0.10',
      '1e400',
      '1E+2',
      '-1e-7',
      '9007199254740993',
      '-12345678901234567890',
    );
    const frame = fc.constantFrom(['', ''], ['[', ']'], ['[1,', ',2]'], ['{"a":', '}'], ['[{"a b":[', ']}]']);
    fc.assert(
      fc.property(odd, frame, fc.constantFrom('', ' ', '\n\t '), (number, [before, after], space) => {
        const written = JSON.stringify(parseJson(`${before}${space}${number}${space}${after}`));
        expect(written).toBe(`${before}${number}${after}`);
      }),
    );
  });

  it('is otherwise what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const plain: unknown = JSON.parse(text);
        expect(JSON.parse(JSON.stringify(parseJson(text)))).toEqual(JSON.parse(JSON.stringify(plain)));
      }),
    );
  });

  it('holds plain numbers as numbers', () => {
    expect(['1', '-1.5', '1e+21', '0'].map(numberIn)).toEqual([1, -1.5, 1e21, 0]);
    expect(isRawNumber(numberIn('1.0'))).toBe(true);
  });
});

describe('a number of JSON', () => {
  it.each([
    ['1.0', 1],
    ['1E+2', 100],
    ['0.1000', 0.1],
    ['-2.50', -2.5],
    ['0.0', 0],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['9007199254740992', null],
    ['9007199254740993', null],
    ['-12345678901234567890', null],
    ['1e21', null],
    ['1e400', null],
    ['1e-400', null],
    ['3.14159265358979323846', null],
  ])('%s is %s as far as a double holds it', (text, number) => {
    expect(exactNumber(numberIn(text))).toBe(number);
  });

  it('is itself if a double wrote it and it is no unsafe integer', () => {
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (number) => {
        fc.pre(!Number.isInteger(number) || Number.isSafeInteger(number));
        expect(exactNumber(numberIn(JSON.stringify(number)))).toBe(number + 0);
      }),
    );
  });
});
