import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal } from './seal.ts';

const secret = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);
const ids = createSeal([secret], 'acme', 'id');

/** Anything that UTF-8 can hold. */
const texts = fc.string({ unit: 'binary', maxLength: 300 });
const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

describe('a sealed text', () => {
  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(ids.open(ids.seal(text))).toBe(text);
      }),
    );
  });

  it('is always the same for the same text, whoever seals it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(createSeal([Buffer.from(secret)], 'acme', 'id').seal(text)).toBe(ids.seal(text));
      }),
    );
  });

  it('is another for another text', () => {
    fc.assert(
      fc.property(texts, texts, (one, two) => {
        fc.pre(one !== two);
        expect(ids.seal(one)).not.toBe(ids.seal(two));
      }),
    );
  });

  it('fits into a URL, begins with its version and holds nothing readable', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 300 }), (text) => {
        const sealed = ids.seal(text);
        expect(sealed).toMatch(/^1[\w-]+$/);
        const bytes = Buffer.from(sealed.slice(1), 'base64url').toString('latin1');
        expect([sealed.includes(text), bytes.includes(text)]).toEqual([false, false]);
      }),
    );
  });

  it('gives nothing away by its beginning: texts that begin alike do not', () => {
    const [one, two] = [ids.seal('Customer monri-hr 1'), ids.seal('Customer monri-hr 2')];
    const alike = Array.from(one).filter((character, index) => character === two[index]);
    expect(alike.length).toBeLessThan(one.length / 4);
  });

  it('does not change from one release to the next', () => {
    expect(ids.seal('["Customer","monri-hr","1"]')).toBe(
      '1eykVdHaElPIs7BdghHVcuZDnXYRT-XDw0gyrVdHen4n2xrtfkUKKEMZMpg',
    );
  });
});

// Three lengths, because Base64 has spare bits at the end of two of them.
describe.each(['a', 'an', 'ana'])('a text other than the sealed one of %s', (key) => {
  const sealed = ids.seal(key);

  it('is null wherever one character differs', () => {
    const changed = Array.from(sealed).flatMap((kept, index) =>
      alphabet
        .filter((character) => character !== kept)
        .map((character) => sealed.slice(0, index) + character + sealed.slice(index + 1)),
    );
    expect(changed).toHaveLength(sealed.length * 63);
    expect(changed.filter((text) => ids.open(text) !== null)).toEqual([]);
  });

  it('is null wherever one is missing or added', () => {
    const changed = Array.from(sealed).flatMap((_character, index) => [
      sealed.slice(0, index) + sealed.slice(index + 1),
      `${sealed.slice(0, index)}A${sealed.slice(index)}`,
    ]);
    expect(changed.filter((text) => text !== sealed && ids.open(text) !== null)).toEqual([]);
  });
});

describe('another text', () => {
  const sealed = ids.seal('["Customer","monri-hr","ana@example.com"]');

  it.each([
    ['nothing', ''],
    ['the version alone', '1'],
    ['one of another version', `2${sealed.slice(1)}`],
    ['padded', `${sealed}=`],
    ['with a line break', `${sealed}\n`],
    ['in the other alphabet', sealed.replaceAll('-', '+').replaceAll('_', '/').concat('+')],
    ['readable Base64', Buffer.from('Customer:1').toString('base64url')],
    ['of a length nobody seals', `1${'A'.repeat(100_000)}`],
  ])('is null: %s', (_what, text) => {
    expect(ids.open(text)).toBeNull();
  });

  it('is null, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `1${text}`),
        ),
        (text) => {
          expect(ids.open(text)).toBeNull();
        },
      ),
    );
  });
});

describe('a seal', () => {
  it.each([
    ['of another tenant', createSeal([secret], 'other', 'id')],
    ['for another purpose', createSeal([secret], 'acme', 'cursor')],
    ['under another secret', createSeal([other], 'acme', 'id')],
  ])('%s opens nothing and seals to something else', (_what, stranger) => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(stranger.open(ids.seal(text))).toBeNull();
        expect(stranger.seal(text)).not.toBe(ids.seal(text));
      }),
    );
  });

  it('does not take the tenant and the purpose for each other', () => {
    expect(createSeal([secret], 'id', 'acme').open(ids.seal('x'))).toBeNull();
  });

  it('with several secrets writes with the first and reads with all', () => {
    const rotated = createSeal([other, secret], 'acme', 'id');
    const renewed = createSeal([other], 'acme', 'id');
    fc.assert(
      fc.property(texts, (text) => {
        expect(rotated.open(ids.seal(text))).toBe(text);
        expect(rotated.seal(text)).toBe(renewed.seal(text));
        expect(ids.open(rotated.seal(text))).toBeNull();
      }),
    );
  });
});
