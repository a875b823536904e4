import { createCipheriv, createSecretKey, type Cipheriv } from 'node:crypto';

/** Blocks of AES, 16 bytes each. */
export const blockLength = 16;

/** Where a text lies in a buffer, with room for its last block. */
export interface Slot {
  readonly start: number;
  readonly length: number;
}

/** An empty text has a block too, of nothing but padding. */
export function blocksOf(length: number): number {
  return Math.max(1, Math.ceil(length / blockLength));
}

/** Bytes, and a view of all of them. It takes longer to make a view than to go through the blocks of an id. */
export interface Area {
  readonly bytes: Buffer;
  readonly view: DataView;
}

/** An area that holds these bytes. */
export function areaOf(content: Uint8Array): Area {
  const bytes = Buffer.from(content);
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/** Areas are as large as an id needs at least, and kept up to a page of ids, in bytes. */
const [leastArea, mostKept] = [256, 65_536];

/** Gives an area of so many bytes or more, whatever they are: the one that it gave before if that is large enough. */
export function createAreas(): (length: number) => Area {
  let kept: Area | null = null;
  return (length) => {
    if (kept && kept.bytes.byteLength >= length) return kept;
    const area = areaOf(new Uint8Array(Math.max(length, leastArea)));
    if (length <= mostKept) kept = area;
    return area;
  };
}

export function xorBlock(target: DataView, at: number, source: DataView, from: number): void {
  target.setUint32(at, target.getUint32(at) ^ source.getUint32(from));
  target.setUint32(at + 4, target.getUint32(at + 4) ^ source.getUint32(from + 4));
  target.setUint32(at + 8, target.getUint32(at + 8) ^ source.getUint32(from + 8));
  target.setUint32(at + 12, target.getUint32(at + 12) ^ source.getUint32(from + 12));
}

export function copyBlock(target: DataView, at: number, source: DataView, from: number): void {
  target.setUint32(at, source.getUint32(from));
  target.setUint32(at + 4, source.getUint32(from + 4));
  target.setUint32(at + 8, source.getUint32(from + 8));
  target.setUint32(at + 12, source.getUint32(from + 12));
}

/** Marks the end of a text in its last block: a bit, then zeros. */
export function pad(bytes: Uint8Array, { start, length }: Slot): void {
  bytes[start + length] = 0x80;
  const end = start + blocksOf(length) * blockLength;
  for (let at = start + length + 1; at < end; at += 1) bytes[at] = 0;
}

/** A block times x in GF(2^128), as CMAC and S2V derive their constants. */
export function double(block: Uint8Array): Area {
  const carry = ((block[0] ?? 0) & 0x80) === 0 ? 0 : 0x87;
  const result = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7));
  result[blockLength - 1] = (result[blockLength - 1] ?? 0) ^ carry;
  return areaOf(result);
}

export function createUnpadded(mode: 'ecb' | 'cbc', key: Uint8Array): Cipheriv {
  const iv = mode === 'ecb' ? null : Buffer.alloc(blockLength);
  const name = `aes-${key.byteLength * 8}-${mode}`;
  return createCipheriv(name, createSecretKey(key), iv).setAutoPadding(false);
}

export type EncryptBlocks = (blocks: Uint8Array) => Buffer;

/** Encrypts each block by itself. One cipher serves for ever: it keeps nothing from one call to the next. */
export function createBlockCipher(key: Uint8Array): EncryptBlocks {
  const cipher = createUnpadded('ecb', key);
  return (blocks) => cipher.update(blocks);
}
