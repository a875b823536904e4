import {
  areaOf,
  blockLength,
  blocksOf,
  copyBlock,
  createAreas,
  createBlockCipher,
  double,
  pad,
  xorBlock,
  type Area,
  type EncryptBlocks,
  type Slot,
} from './blocks.ts';
import { createCmac, type Cmac } from './cmac.ts';

/**
 * AES-SIV (RFC 5297) of many texts in one go, each in its slot of one area, with its tag in the block before it:
 * together they are what the RFC calls Z. Deterministic, and authenticated.
 */
export interface AesSiv {
  /** Encrypts the texts in place and writes their tags. The slots are in the order of their places. */
  readonly seal: (area: Area, slots: readonly Slot[]) => void;
  /** Decrypts them in place, and says of each whether its tag is right. What has a wrong tag must not be used. */
  readonly open: (area: Area, slots: readonly Slot[]) => boolean[];
}

/** Takes the key for the tags and the key for the texts, one behind the other, and the associated data of all texts. */
export function createAesSiv(key: Uint8Array, associated: readonly Uint8Array[] = []): AesSiv {
  const half = key.byteLength / 2;
  const cmac = createCmac(key.subarray(0, half));
  const crypt = createCtr(createBlockCipher(key.subarray(half)));
  const tagsOf = createS2v(cmac, associated);

  return {
    seal: (area, slots) => {
      const tags = tagsOf(area, slots);
      let from = 0;
      for (const { start } of slots) {
        copyBlock(area.view, start - blockLength, tags.view, from);
        from += blockLength;
      }
      crypt(area, slots);
    },
    open: (area, slots) => {
      crypt(area, slots);
      const tags = tagsOf(area, slots);
      return slots.map(({ start }, index) =>
        isSame(area.view, start - blockLength, tags.view, index * blockLength),
      );
    },
  };
}

/** S2V: the tags of texts, all with the same associated data, which is taken in once. */
function createS2v(
  cmac: Cmac,
  associated: readonly Uint8Array[],
): (area: Area, slots: readonly Slot[]) => Area {
  let sum = areaOf(cmac.of(new Uint8Array(blockLength)));
  for (const data of associated) {
    const next = double(sum.bytes);
    xorBlock(next.view, 0, areaOf(cmac.of(data)).view, 0);
    sum = next;
  }
  const doubled = double(sum.bytes);
  const copyFor = createAreas();

  return ({ bytes }, slots) => {
    const last = slots.at(-1);
    const end = last ? last.start + blocksOf(last.length) * blockLength : 0;
    const copy = copyFor(end);
    bytes.copy(copy.bytes, 0, 0, end);
    const messages = slots.map((slot) => {
      const { start, length } = slot;
      if (length >= blockLength) {
        xorBlock(copy.view, start + length - blockLength, sum.view, 0);
        return slot;
      }
      pad(copy.bytes, slot);
      xorBlock(copy.view, start, doubled.view, 0);
      return { start, length: blockLength };
    });
    const tags = cmac.ofAll(copy, messages);
    // What is kept for the next call keeps no text.
    copy.bytes.fill(0, 0, end);
    return tags;
  };
}

/** CTR from each text's tag on, all in one native call. */
function createCtr(encrypt: EncryptBlocks): (area: Area, slots: readonly Slot[]) => void {
  const countersFor = createAreas();
  const streamFor = createAreas();
  return ({ view }, slots) => {
    const total = slots.reduce((sum, { length }) => sum + blocksOf(length), 0) * blockLength;
    const counters = countersFor(total);
    writeCounters(counters.view, view, slots);
    const stream = streamFor(total);
    stream.bytes.set(encrypt(counters.bytes.subarray(0, total)));
    let from = 0;
    for (const { start, length } of slots) {
      const end = start + blocksOf(length) * blockLength;
      for (let at = start; at < end; at += blockLength) {
        xorBlock(view, at, stream.view, from);
        from += blockLength;
      }
    }
  };
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
