import {
  blockLength,
  blocksOf,
  copyBlock,
  createBlockCipher,
  createUnpadded,
  double,
  pad,
  viewOf,
  xorBlock,
  type EncryptBlocks,
  type Slot,
} from './blocks.ts';

/** AES-CMAC (RFC 4493). */
export interface Cmac {
  /** The tags of many messages, one after another in the order of their slots. Overwrites the messages. */
  readonly ofAll: (bytes: Uint8Array, slots: readonly Slot[]) => Uint8Array;
  readonly of: (message: Uint8Array) => Uint8Array;
}

export function createCmac(key: Uint8Array): Cmac {
  const encrypt = createBlockCipher(key);
  const chain = createChain(key);
  const forWhole = double(encrypt(new Uint8Array(blockLength)));
  const forPadded = double(new Uint8Array(forWhole.buffer));

  const ofAll = (bytes: Uint8Array, slots: readonly Slot[]): Uint8Array => {
    const view = viewOf(bytes);
    let longest = 0;
    for (const slot of slots) {
      const blocks = blocksOf(slot.length);
      const isWhole = slot.length === blocks * blockLength;
      if (!isWhole) pad(bytes, slot);
      xorBlock(view, slot.start + (blocks - 1) * blockLength, isWhole ? forWhole : forPadded, 0);
      longest = Math.max(longest, blocks);
    }
    // Either way takes the same result; the number of native calls differs.
    return slots.length < longest ? oneByOne(chain, bytes, slots) : sideBySide(encrypt, view, slots);
  };
  return {
    ofAll,
    of: (message) => {
      const bytes = new Uint8Array(blocksOf(message.byteLength) * blockLength);
      bytes.set(message);
      return ofAll(bytes, [{ start: 0, length: message.byteLength }]);
    },
  };
}

/** The last block of a CBC. */
type Chain = (blocks: Uint8Array) => Uint8Array;

/** One cipher serves for ever: it goes on from the last block of the message before, which is taken off again. */
function createChain(key: Uint8Array): Chain {
  const cipher = createUnpadded('cbc', key);
  let last = new Uint8Array(blockLength);
  return (blocks) => {
    xorBlock(viewOf(blocks), 0, viewOf(last), 0);
    const chained = cipher.update(blocks);
    last = chained.subarray(chained.byteLength - blockLength);
    return last;
  };
}

/** One native call for each message. */
function oneByOne(chain: Chain, bytes: Uint8Array, slots: readonly Slot[]): Uint8Array {
  const tags = new Uint8Array(slots.length * blockLength);
  for (const [index, { start, length }] of slots.entries()) {
    tags.set(chain(bytes.subarray(start, start + blocksOf(length) * blockLength)), index * blockLength);
  }
  return tags;
}

/** One native call for each block position, whatever the number of messages. */
function sideBySide(encrypt: EncryptBlocks, view: DataView, slots: readonly Slot[]): Uint8Array {
  // The longest come first, so that the chains which have ended are always the last ones.
  const order = slots
    .map(({ start, length }, index) => ({ start, blocks: blocksOf(length), index }))
    .toSorted((one, other) => other.blocks - one.blocks);
  const state = new Uint8Array(order.length * blockLength);
  const stateView = viewOf(state);
  for (let position = 0; ; position += 1) {
    let running = 0;
    for (const { start, blocks } of order) {
      if (blocks <= position) break;
      xorBlock(stateView, running * blockLength, view, start + position * blockLength);
      running += 1;
    }
    if (running === 0) break;
    state.set(encrypt(state.subarray(0, running * blockLength)));
  }
  const tags = new Uint8Array(state.byteLength);
  const tagsView = viewOf(tags);
  let from = 0;
  for (const { index } of order) {
    copyBlock(tagsView, index * blockLength, stateView, from);
    from += blockLength;
  }
  return tags;
}
