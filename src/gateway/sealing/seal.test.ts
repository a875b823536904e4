import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal, type Seal } from './seal.ts';

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

  it('is always the same for the same text, with any instance', () => {
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
        expect(sealed).toMatch(/^2[\w-]+$/);
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
      '2r5PTK_4bm7Hg3K_JqYCA9gd4XnLSxSSXNPZg-iamT6dWI2CqkLPgce-pshMM0A',
    );
  });

  it('is the same in a page as by itself', () => {
    fc.assert(
      fc.property(fc.array(texts), (page) => {
        const sealed = ids.sealAll(page);
        expect(sealed).toEqual(page.map((text) => ids.seal(text)));
        expect(ids.openAll(sealed)).toEqual(page.map((text) => ({ text, isOutdated: false })));
      }),
    );
  });

  it('in a page changes nothing of those beside it', () => {
    const sealed = ids.sealAll(['one', 'two', 'three']);
    const forged = `${sealed[1]?.slice(0, -1)}${sealed[1]?.endsWith('A') ? 'Q' : 'A'}`;
    expect(ids.openAll([sealed[0] ?? '', forged, '', sealed[2] ?? ''])).toEqual([
      { text: 'one', isOutdated: false },
      'FORGED',
      'FORGED',
      { text: 'three', isOutdated: false },
    ]);
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
    ['one of another version', `3${sealed.slice(1)}`],
    ['one that names another key', `2AAAA${sealed.slice(5)}`],
    ['one of release 0.1', `1${sealed.slice(1)}`],
    ['padded', `${sealed}=`],
    ['with a line break', `${sealed}\n`],
    ['in the other alphabet', sealed.replaceAll('-', '+').replaceAll('_', '/').concat('+')],
    ['readable Base64', Buffer.from('Customer:1').toString('base64url')],
    ['of a length that is never sealed', `1${'A'.repeat(100_000)}`],
  ])('is null: %s', (_what, text) => {
    expect(ids.open(text)).toBeNull();
  });

  it('is null, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.base64String().map((text) => `1${text}`),
          fc.base64String().map((text) => `${sealed.slice(0, 5)}${text}`),
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

describe('what became of a sealed text', () => {
  const rotated = createSeal([other, secret], 'acme', 'id');
  const sealed = ids.seal('ana');
  /** As release 0.1 sealed it. */
  const first = '1eykVdHaElPIs7BdghHVcuZDnXYRT-XDw0gyrVdHen4n2xrtfkUKKEMZMpg';
  const text = '["Customer","monri-hr","1"]';

  it('distinguishes a removed key from a forgery', () => {
    expect(createSeal([other], 'acme', 'id').openAll([sealed, first])).toEqual([
      'KEY_UNKNOWN',
      'KEY_UNKNOWN',
    ]);
    expect(ids.openAll([`${sealed.slice(0, 5)}A${sealed.slice(6)}`])).toEqual(['FORGED']);
    expect(createSeal([secret], 'other', 'id').openAll([sealed])).toEqual(['FORGED']);
    expect(createSeal([secret], 'acme', 'cursor').openAll([sealed])).toEqual(['FORGED']);
  });

  it('says whether it would be sealed in another way today', () => {
    const openings = rotated.openAll([rotated.seal('ana'), sealed, first]);
    expect(openings).toEqual([
      { text: 'ana', isOutdated: false },
      { text: 'ana', isOutdated: true },
      { text, isOutdated: true },
    ]);
    expect(ids.openAll([first])).toEqual([{ text, isOutdated: true }]);
  });

  it('is the same if a secret is listed twice', () => {
    const twice = createSeal([secret, secret], 'acme', 'id');
    expect(twice.openAll([sealed])).toEqual([{ text: 'ana', isOutdated: false }]);
  });

  it('names the secret alike for every tenant and purpose, and each secret otherwise', () => {
    const nameIn = (seal: Seal): string => seal.seal('x').slice(1, 5);
    expect(nameIn(createSeal([secret], 'other', 'cursor'))).toBe(nameIn(ids));
    expect(nameIn(createSeal([other], 'acme', 'id'))).not.toBe(nameIn(ids));
  });
});
