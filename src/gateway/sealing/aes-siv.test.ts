import { createCipheriv } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAesSiv, type AesSiv } from './aes-siv.ts';
import { areaOf, blocksOf } from './blocks.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** The texts, each behind a block for its tag. */
function layOut(texts: readonly Uint8Array[]) {
  let end = 0;
  const slots = texts.map(({ byteLength: length }) => {
    const start = end + 16;
    end = start + blocksOf(length) * 16;
    return { start, length };
  });
  const area = areaOf(new Uint8Array(end).fill(0xee));
  for (const [index, { start }] of slots.entries()) area.bytes.set(texts[index] ?? [], start);
  return { area, slots };
}

function sealAll(siv: AesSiv, texts: readonly Uint8Array[]): string[] {
  const { area, slots } = layOut(texts);
  siv.seal(area, slots);
  return slots.map(({ start, length }) => area.bytes.toString('hex', start - 16, start + length));
}

function openAll(siv: AesSiv, sealed: readonly Uint8Array[]): (string | null)[] {
  const { area, slots } = layOut(sealed.map((one) => one.subarray(16)));
  for (const [index, one] of sealed.entries())
    area.bytes.set(one.subarray(0, 16), (slots[index]?.start ?? 0) - 16);
  const are = siv.open(area, slots);
  return slots.map(({ start, length }, index) =>
    are[index] === true ? area.bytes.toString('hex', start, start + length) : null,
  );
}

/** Of RFC 5297, appendix A. */
const published = [
  {
    name: 'A.1, deterministic authenticated encryption',
    key: 'fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff',
    associated: ['10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627'],
    text: '11223344 55667788 99aabbcc ddee',
    sealed: '85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c',
  },
  {
    name: 'A.2, nonce-based authenticated encryption',
    key: '7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f',
    associated: [
      '00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100',
      '10203040 50607080 90a0',
      '09f91102 9d74e35b d84156c5 635688c0',
    ],
    text: '74686973 20697320 736f6d65 20706c61 696e7465 78742074 6f20656e 63727970 74207573 696e6720 5349562d 414553',
    sealed:
      '7bdb6e3b 432667eb 06f4d14b ff2fbd0f cb900f2f ddbe4043 26601965 c889bf17 dba77ceb 094fa663 b7a3f748 ba8af829 ea64ad54 4a272e9c 485b62a3 fd5c0d',
  },
] as const;

describe.each(published)('AES-SIV, RFC 5297 $name', ({ key, associated, text, sealed }) => {
  const siv = createAesSiv(hex(key), associated.map(hex));

  it('seals to what is published, alone and among others', () => {
    const expected = hex(sealed).toString('hex');
    expect(sealAll(siv, [hex(text)])).toEqual([expected]);
    const others = Array.from({ length: 9 }, (_one, index) => Buffer.alloc(index * 7, index));
    expect(sealAll(siv, [...others, hex(text), ...others])[9]).toBe(expected);
  });

  it('opens what is published, and nothing with a bit changed', () => {
    expect(openAll(siv, [hex(sealed)])).toEqual([hex(text).toString('hex')]);
    const changed = Array.from({ length: hex(sealed).byteLength * 8 }, (_one, bit) => {
      const bytes = hex(sealed);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return bytes;
    });
    expect(openAll(siv, changed).filter((opened) => opened !== null)).toEqual([]);
  });
});

describe('AES-SIV', () => {
  const key = Buffer.from(Array.from({ length: 64 }, (_one, index) => index));
  const siv = createAesSiv(key);
  const texts = fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 20 });

  it('gives the same for many as for each by itself, and opens it', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const sealed = sealAll(siv, all);
        expect(sealed).toEqual(all.flatMap((one) => sealAll(siv, [one])));
        expect(openAll(siv, sealed.map(hex))).toEqual(all.map((one) => Buffer.from(one).toString('hex')));
      }),
    );
  });

  it('opens none that is cut, and those beside it', () => {
    const [one = '', two = ''] = sealAll(siv, [Buffer.from('one'), Buffer.from('two')]);
    expect(openAll(siv, [hex(one).subarray(0, 18), hex(two)])).toEqual([
      null,
      Buffer.from('two').toString('hex'),
    ]);
  });

  it('encrypts as AES-CTR does from the tag on, two bits of it cleared', () => {
    // Tags end in every way: a carry that went wrong would change a block in the middle of one of these.
    const long = Array.from({ length: 64 }, (_one, index) => Buffer.alloc(1024, index));
    const expected = sealAll(siv, long).map((sealed, index) => {
      const iv = hex(sealed).subarray(0, 16);
      const tag = Buffer.from(iv);
      iv[8] = (iv[8] ?? 0) & 0x7f;
      iv[12] = (iv[12] ?? 0) & 0x7f;
      const cipher = createCipheriv('aes-256-ctr', key.subarray(32), iv);
      return Buffer.concat([tag, cipher.update(long[index] ?? ''), cipher.final()]).toString('hex');
    });
    expect(sealAll(siv, long)).toEqual(expected);
  });

  it('seals as OpenSSL does with a key of 64 bytes', () => {
    const text = Buffer.from('["Customer","monri-hr","1"]');
    expect(sealAll(siv, [text])).toEqual([
      'c69e8a4474cf7e0d7f2bd70645200191b6fe135cf9c82bb0afa51aae269ad51f69089cc72149fe60b596b8',
    ]);
  });
});
