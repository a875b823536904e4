import { createHmac } from 'node:crypto';

/** Chance that falls the same way each time for the same key and subject. */
export interface Chance {
  /** A whole number from 0 up to `bound`. */
  readonly below: (bound: number) => number;
  readonly pick: (characters: string) => string;
}

/** Without the key you can neither predict the draws for a subject nor find the subject from its draws. */
export function chanceOf(key: Uint8Array, subject: string): Chance {
  let block = Buffer.alloc(0);
  let place = 0;
  let blocks = 0;
  const below = (bound: number): number => {
    if (place + 4 > block.length) {
      block = createHmac('sha256', key).update(`${blocks} ${subject}`).digest();
      [place, blocks] = [0, blocks + 1];
    }
    const number = block.readUInt32BE(place);
    place += 4;
    return number % bound;
  };
  return { below, pick: (characters) => characters[below(characters.length)] ?? '' };
}
