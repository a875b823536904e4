import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaOf, blocksOf } from './blocks.ts';
import { createCmac } from './cmac.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const message = hex(`
  6bc1bee2 2e409f96 e93d7e11 7393172a ae2d8a57 1e03ac9c 9eb76fac 45af8e51
  30c81c46 a35ce411 e5fbc119 1a0a52ef f69f2445 df4f9b17 ad2b417b e66c3710`);

describe('AES-CMAC', () => {
  const cmac = createCmac(hex('2b7e1516 28aed2a6 abf71588 09cf4f3c'));

  it.each([
    [0, 'bb1d6929 e9593728 7fa37d12 9b756746'],
    [16, '070a16b4 6b4d4144 f79bdd9d d04a287c'],
    [40, 'dfa66747 de9ae630 30ca3261 1497c827'],
    [64, '51f0bebf 7e3b9d92 fc497417 79363cfe'],
  ])('gives what RFC 4493 gives for %i bytes', (length, tag) => {
    expect(toHex(cmac.of(message.subarray(0, length)))).toBe(toHex(hex(tag)));
  });

  it('gives the same for many as for each by itself', () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 12 });
    fc.assert(
      fc.property(messages, (all) => {
        const starts = all.map((_one, index) =>
          all.slice(0, index).reduce((sum, { byteLength }) => sum + blocksOf(byteLength) * 16, 0),
        );
        const area = areaOf(new Uint8Array(12 * 80));
        for (const [index, one] of all.entries()) area.bytes.set(one, starts[index]);
        const slots = all.map(({ byteLength }, index) => ({ start: starts[index] ?? 0, length: byteLength }));
        const tags = toHex(cmac.ofAll(area, slots).bytes.subarray(0, all.length * 16));
        expect(tags).toBe(all.map((one) => toHex(cmac.of(one))).join(''));
      }),
    );
  });
});
