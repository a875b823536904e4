import {
  blockLength,
  blocksOf,
  copyBlock,
  createBlockCipher,
  double,
  pad,
  viewOf,
  xorBlock,
  type EncryptBlocks,
  type Slot,
} from './blocks.ts';
import { createCmac, type Cmac } from './cmac.ts';

/**
 * AES-SIV (RFC 5297) of many texts in one go, each in its slot of one buffer, with its tag in the block before it:
 * together they are what the RFC calls Z. Deterministic, and authenticated.
 */
export interface AesSiv {
  /** Encrypts the texts in place and writes their tags. */
  readonly seal: (bytes: Uint8Array, slots: readonly Slot[]) => void;
  /** Decrypts them in place, and says of each whether its tag is right. What has a wrong tag must not be used. */
  readonly open: (bytes: Uint8Array, slots: readonly Slot[]) => boolean[];
}

/** Takes the key for the tags and the key for the texts, one behind the other, and the associated data of all texts. */
export function createAesSiv(key: Uint8Array, associated: readonly Uint8Array[] = []): AesSiv {
  const half = key.byteLength / 2;
  const cmac = createCmac(key.subarray(0, half));
  const encrypt = createBlockCipher(key.subarray(half));
  const tagsOf = createS2v(cmac, associated);

  return {
    seal: (bytes, slots) => {
      const tags = tagsOf(bytes, slots);
      const view = viewOf(bytes);
      let from = 0;
      for (const { start } of slots) {
        copyBlock(view, start - blockLength, tags, from);
        from += blockLength;
      }
      crypt(encrypt, bytes, slots);
    },
    open: (bytes, slots) => {
      crypt(encrypt, bytes, slots);
      const tags = tagsOf(bytes, slots);
      const view = viewOf(bytes);
      return slots.map(({ start }, index) => isSame(view, start - blockLength, tags, index * blockLength));
    },
  };
}

/** S2V: the tags of texts, all with the same associated data, which is taken in once. */
function createS2v(
  cmac: Cmac,
  associated: readonly Uint8Array[],
): (bytes: Uint8Array, slots: readonly Slot[]) => DataView {
  let sum = viewOf(cmac.of(new Uint8Array(blockLength)));
  for (const data of associated) {
    const doubled = double(new Uint8Array(sum.buffer));
    xorBlock(doubled, 0, viewOf(cmac.of(data)), 0);
    sum = doubled;
  }
  const doubled = double(new Uint8Array(sum.buffer));

  return (bytes, slots) => {
    const copy = new Uint8Array(bytes);
    const view = viewOf(copy);
    const messages = slots.map((slot) => {
      const { start, length } = slot;
      if (length >= blockLength) {
        xorBlock(view, start + length - blockLength, sum, 0);
        return slot;
      }
      pad(copy, slot);
      xorBlock(view, start, doubled, 0);
      return { start, length: blockLength };
    });
    return viewOf(cmac.ofAll(copy, messages));
  };
}

/** CTR from each text's tag on, all in one native call. */
function crypt(encrypt: EncryptBlocks, bytes: Uint8Array, slots: readonly Slot[]): void {
  const view = viewOf(bytes);
  const total = slots.reduce((sum, { length }) => sum + blocksOf(length), 0);
  const counters = new Uint8Array(total * blockLength);
  writeCounters(viewOf(counters), view, slots);
  const stream = viewOf(encrypt(counters));
  let from = 0;
  for (const { start, length } of slots) {
    const end = start + blocksOf(length) * blockLength;
    for (let at = start; at < end; at += blockLength) {
      xorBlock(view, at, stream, from);
      from += blockLength;
    }
  }
}

/** The tag with two of its bits cleared, so that adding to the last word never carries. */
function writeCounters(counters: DataView, view: DataView, slots: readonly Slot[]): void {
  let at = 0;
  for (const { start, length } of slots) {
    const tag = start - blockLength;
    const high = view.getUint32(tag + 8) & 0x7fff_ffff;
    const low = view.getUint32(tag + 12) & 0x7fff_ffff;
    for (let block = 0; block < blocksOf(length); block += 1) {
      counters.setUint32(at, view.getUint32(tag));
      counters.setUint32(at + 4, view.getUint32(tag + 4));
      counters.setUint32(at + 8, high);
      counters.setUint32(at + 12, low + block);
      at += blockLength;
    }
  }
}

/** Takes the same time wherever they differ. */
function isSame(one: DataView, at: number, other: DataView, from: number): boolean {
  let difference = 0;
  for (let offset = 0; offset < blockLength; offset += 4) {
    difference |= one.getUint32(at + offset) ^ other.getUint32(from + offset);
  }
  return difference === 0;
}
