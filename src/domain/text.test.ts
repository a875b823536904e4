import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unusableAsKey } from './text.ts';

describe('a text as a key', () => {
  it.each([
    ['', 'must not be empty'],
    ['x'.repeat(256), 'must not be longer than 255 characters'],
    ['a\nb', 'must not contain control characters'],
    ['\u0000', 'must not contain control characters'],
    ['a\u0085', 'must not contain control characters'],
    ['\u007f', 'must not contain control characters'],
    ['\ud83d', 'must be well-formed Unicode'],
    ['\ude00\ud83d', 'must be well-formed Unicode'],
    ['.', 'must be more than dots'],
    ['..', 'must be more than dots'],
  ])('is refused: %j', (text, reason) => {
    expect(unusableAsKey(text)).toBe(reason);
  });

  it.each(['a', '...', '.a', ' ', '/', '../x', 'ana@example.com', 'ü', '😀', 'x'.repeat(255)])(
    'is taken: %j',
    (text) => {
      expect(unusableAsKey(text)).toBeNull();
    },
  );

  it('is never named in the reason', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), (text) => {
        expect(unusableAsKey(`${text}\r`)).not.toContain(text);
      }),
    );
  });
});
