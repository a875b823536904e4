import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../domain/errors.ts';
import { path } from './path.ts';

/** Any Unicode text that can be a key: no control characters, not dots alone. */
const keys = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 120 })
  .filter((text) => !/\p{Cc}/u.test(text) && text !== '.' && text !== '..');

/** The segments a server sees once the path stands behind an origin. */
function segmentsOf(escaped: string): readonly string[] {
  const { pathname, search, hash } = new URL(`https://provider.example/base/${escaped}`);
  expect([search, hash]).toEqual(['', '']);
  return pathname.split('/').slice(2);
}

function refusalOf(text: string): InvalidInputError | null {
  try {
    return path`v2/customers/${{ id: text }}` && null;
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

describe('a path', () => {
  it('keeps any value one segment, which decodes to the value', () => {
    fc.assert(
      fc.property(keys, keys, (id, method) => {
        const { path: escaped } = path`v2/customers/${{ id }}/payment-methods/${{ method }}`;
        const segments = segmentsOf(escaped);
        expect(segments.map(decodeURIComponent)).toEqual(['v2', 'customers', id, 'payment-methods', method]);
      }),
    );
  });

  it('keeps any value a part of one segment', () => {
    fc.assert(
      fc.property(keys, (reference) => {
        const { path: escaped } = path`customers/merchant:${{ reference }}/links`;
        expect(segmentsOf(escaped).map(decodeURIComponent)).toEqual([
          'customers',
          `merchant:${reference}`,
          'links',
        ]);
      }),
    );
  });

  it.each([
    ['a/b', 'a%2Fb'],
    ['ana@example.com', 'ana%40example.com'],
    ['a+b c', 'a%2Bb%20c'],
    ['ü', '%C3%BC'],
    ['?x=1#y', '%3Fx%3D1%23y'],
    ['%2e%2e', '%252e%252e'],
    ['..%2f', '..%252f'],
    ['...', '...'],
    ['\\..\\', '%5C..%5C'],
    ['a;b=c', 'a%3Bb%3Dc'],
    ['😀', '%F0%9F%98%80'],
  ])('writes %j as %s', (id, escaped) => {
    expect(path`v2/customers/${{ id }}`.path).toBe(`v2/customers/${escaped}`);
  });

  it('has a route that names the value and does not hold it', () => {
    expect(path`v2/customers/${{ uuid: 'secret' }}/methods/${{ method: 'other' }}`).toEqual({
      path: 'v2/customers/secret/methods/other',
      route: 'v2/customers/{uuid}/methods/{method}',
    });
  });

  it('may have no values', () => {
    expect(path`v2/customers`).toEqual({ path: 'v2/customers', route: 'v2/customers' });
  });

  it.each([
    ['nothing', '', 'id must not be empty.'],
    ['one dot', '.', 'id must be more than dots.'],
    ['two dots', '..', 'id must be more than dots.'],
    ['a lone high surrogate', 'a\ud800b', 'id must be well-formed Unicode.'],
    ['a lone low surrogate', '\udc00', 'id must be well-formed Unicode.'],
    ['a line break', 'a\r\nb', 'id must not contain control characters.'],
    ['a zero byte', 'a\u0000', 'id must not contain control characters.'],
    ['256 characters', 'x'.repeat(256), 'id must not be longer than 255 characters.'],
  ])('refuses %s', (_what, text, message) => {
    expect(refusalOf(text)?.issues).toEqual([{ path: ['id'], code: 'MALFORMED', message }]);
  });

  it('takes 255 characters', () => {
    expect(refusalOf('x'.repeat(255))).toBeNull();
  });
});
