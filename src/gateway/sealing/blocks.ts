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

export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
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
export function double(block: Uint8Array): DataView {
  const carry = ((block[0] ?? 0) & 0x80) === 0 ? 0 : 0x87;
  const result = block.map((byte, index) => (byte << 1) | ((block[index + 1] ?? 0) >> 7));
  result[blockLength - 1] = (result[blockLength - 1] ?? 0) ^ carry;
  return viewOf(result);
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
