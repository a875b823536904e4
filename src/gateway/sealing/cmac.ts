import {
  areaOf,
  blockLength,
  blocksOf,
  copyBlock,
  createAreas,
  createBlockCipher,
  createUnpadded,
  double,
  pad,
  xorBlock,
  type Area,
  type EncryptBlocks,
  type Slot,
} from './blocks.ts';

/** AES-CMAC (RFC 4493). */
export interface Cmac {
  /**
   * The tags of many messages, one after another in the order of their slots; they are there until the next call. Overwrites
   * the messages.
   */
  readonly ofAll: (area: Area, slots: readonly Slot[]) => Area;
  readonly of: (message: Uint8Array) => Uint8Array;
}

export function createCmac(key: Uint8Array): Cmac {
  const chain = createChain(key);
  const encrypt = createBlockCipher(key);
  const sideBySide = createSideBySide(encrypt);
  const tagsFor = createAreas();
  const forWhole = double(encrypt(new Uint8Array(blockLength)));
  const forPadded = double(forWhole.bytes);

  const ofAll = (area: Area, slots: readonly Slot[]): Area => {
    let longest = 0;
    for (const slot of slots) {
      const blocks = blocksOf(slot.length);
      const isWhole = slot.length === blocks * blockLength;
      if (!isWhole) pad(area.bytes, slot);
      const last = slot.start + (blocks - 1) * blockLength;
      xorBlock(area.view, last, isWhole ? forWhole.view : forPadded.view, 0);
      longest = Math.max(longest, blocks);
    }
    const tags = tagsFor(slots.length * blockLength);
    // Either way takes the same result; the number of native calls differs.
    if (slots.length < longest) oneByOne(chain, area, slots, tags);
    else sideBySide(area, slots, tags);
    return tags;
  };
  return {
    ofAll,
    of: (message) => {
      const area = areaOf(new Uint8Array(blocksOf(message.byteLength) * blockLength));
      area.bytes.set(message);
      const tag = ofAll(area, [{ start: 0, length: message.byteLength }]);
      return Uint8Array.from(tag.bytes.subarray(0, blockLength));
    },
  };
}

/** Gives the last block of a CBC over the blocks of a message. */
type Chain = (area: Area, start: number, blocks: number) => Area;

/** One cipher serves for ever: it goes on from the last block of the message before, which is taken off again. */
function createChain(key: Uint8Array): Chain {
  const cipher = createUnpadded('cbc', key);
  const last = areaOf(new Uint8Array(blockLength));
  return ({ bytes, view }, start, blocks) => {
    xorBlock(view, start, last.view, 0);
    const chained = cipher.update(bytes.subarray(start, start + blocks * blockLength));
    chained.copy(last.bytes, 0, chained.byteLength - blockLength);
    return last;
  };
}

/** One native call for each message. */
function oneByOne(chain: Chain, area: Area, slots: readonly Slot[], tags: Area): void {
  let at = 0;
  for (const { start, length } of slots) {
    copyBlock(tags.view, at, chain(area, start, blocksOf(length)).view, 0);
    at += blockLength;
  }
}

/** One native call for each block position, whatever the number of messages. */
function createSideBySide(encrypt: EncryptBlocks) {
  const stateFor = createAreas();
  return ({ view }: Area, slots: readonly Slot[], tags: Area): void => {
    // The longest come first, so that the chains which have ended are always the last ones.
    const order = slots
      .map(({ start, length }, index) => ({ start, blocks: blocksOf(length), index }))
      .toSorted((one, other) => other.blocks - one.blocks);
    const state = stateFor(order.length * blockLength);
    state.bytes.fill(0);
    for (let position = 0; ; position += 1) {
      let running = 0;
      for (const { start, blocks } of order) {
        if (blocks <= position) break;
        xorBlock(state.view, running * blockLength, view, start + position * blockLength);
        running += 1;
      }
      if (running === 0) break;
      state.bytes.set(encrypt(state.bytes.subarray(0, running * blockLength)));
    }
    let from = 0;
    for (const { index } of order) {
      copyBlock(tags.view, index * blockLength, state.view, from);
      from += blockLength;
    }
  };
}
