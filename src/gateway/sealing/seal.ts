import { blockLength, blocksOf, type Slot } from './blocks.ts';
import { createSealingKeys, nameLength, type SealingKey } from './sealing-key.ts';

/** Turns texts into opaque ones and back, for one tenant and one purpose. */
export interface Seal {
  /** Deterministic: the same text always gives the same result. */
  readonly seal: (text: string) => string;
  /** The same for all texts of a page, which costs little more than for one. */
  readonly sealAll: (texts: readonly string[]) => string[];
  /** The text, or null if it was not sealed for this tenant and purpose with a key that is still here. */
  readonly open: (sealed: string) => string | null;
  /** Whether what was opened has the spelling that sealing it now would give. */
  readonly isCurrent: (opened: string) => boolean;
  /** As `open`, for all of a page, and says what became of each. */
  readonly openAll: (sealed: readonly string[]) => Opening[];
}

/** `FORGED`: was not sealed here. `KEY_UNKNOWN`: appears to be sealed with a key that is not configured. */
export type Opening = Opened | 'FORGED' | 'KEY_UNKNOWN';

export interface Opened {
  readonly text: string;
  /** Whether sealing the text now gives something else: with another key, or in another format. */
  readonly isOutdated: boolean;
}

/** The first character names the format. In this one the key's name follows, in that of release 0.1 it did not. */
const version = '2';
const firstVersion = '1';
const headLength = version.length + nameLength;

/** A tag in base64url, and the most that is looked at. */
const shortest = 22;
const longest = 16_384;

/**
 * Seals with AES-SIV. The first secret seals, and all of them open. A sealed text names its key, so that a removed key can
 * be distinguished from a forgery.
 */
export function createSeal(
  secrets: readonly [Uint8Array, ...Uint8Array[]],
  tenant: string,
  purpose: string,
): Seal {
  const keys = createSealingKeys(secrets, tenant, purpose);
  return {
    seal: (text) => sealWith(keys[0], [text])[0] ?? '',
    sealAll: (texts) => sealWith(keys[0], texts),
    open: (sealed) => {
      const [opening] = openWith(keys, [sealed]);
      return typeof opening === 'object' ? opening.text : null;
    },
    isCurrent: (opened) => opened.startsWith(version + keys[0].name),
    openAll: (sealed) => openWith(keys, sealed),
  };
}

function sealWith({ name, siv, areaFor }: SealingKey, texts: readonly string[]): string[] {
  const room = texts.reduce((sum, { length }) => sum + blockLength * (1 + blocksOf(length * 3)), 0);
  const area = areaFor(room);
  const { bytes } = area;
  let end = 0;
  const slots = texts.map((text): Slot => {
    const start = end + blockLength;
    const length = bytes.write(text, start, 'utf8');
    end = start + blocksOf(length) * blockLength;
    return { start, length };
  });
  siv.seal(area, slots);
  const head = version + name;
  return slots.map(
    ({ start, length }) => head + bytes.toString('base64url', start - blockLength, start + length),
  );
}

function openWith(keys: readonly SealingKey[], sealed: readonly string[]): Opening[] {
  const openings = sealed.map((one) => openUnnamed(keys, one));
  for (const key of keys) {
    const head = version + key.name;
    const places: number[] = [];
    const bodies: string[] = [];
    sealed.forEach((one, place) => {
      if (openings[place] !== 'KEY_UNKNOWN' || !one.startsWith(head)) return;
      places.push(place);
      bodies.push(one.slice(headLength));
    });
    openBodies(key, bodies).forEach((text, index) => {
      openings[places[index] ?? 0] = text === null ? 'FORGED' : { text, isOutdated: key !== keys[0] };
    });
  }
  return openings;
}

/** What names its key is of an unknown one until that key has opened it. */
function openUnnamed(keys: readonly SealingKey[], sealed: string): Opening {
  if (sealed.startsWith(version)) return isBody(sealed, headLength) ? 'KEY_UNKNOWN' : 'FORGED';
  if (!sealed.startsWith(firstVersion) || !isBody(sealed, firstVersion.length)) return 'FORGED';
  const bytes = Buffer.from(sealed.slice(firstVersion.length), 'base64url');
  for (const { openFirstFormat } of keys) {
    const text = openFirstFormat(bytes);
    if (text !== null) return { text, isOutdated: true };
  }
  return 'KEY_UNKNOWN';
}

/** Whether the rest is base64url in its only spelling: no padding, and no bit set beyond the last byte. */
function isBody(sealed: string, from: number): boolean {
  const length = sealed.length - from;
  if (length < shortest || length > longest || !/^[\w-]+$/.test(sealed)) return false;
  const last = sealed.slice(-1);
  switch (length % 4) {
    case 0:
      return true;
    case 2:
      return 'AQgw'.includes(last);
    case 3:
      return 'AEIMQUYcgkosw048'.includes(last);
    default:
      return false;
  }
}

function openBodies({ siv, areaFor }: SealingKey, bodies: readonly string[]): (string | null)[] {
  const room = bodies.reduce((sum, { length }) => sum + blocksOf(length) * blockLength, 0);
  const area = areaFor(room);
  const { bytes } = area;
  let end = 0;
  const slots = bodies.map((body): Slot => {
    const length = bytes.write(body, end, 'base64url') - blockLength;
    const start = end + blockLength;
    end = start + blocksOf(length) * blockLength;
    return { start, length };
  });
  const isRight = siv.open(area, slots);
  const texts = slots.map(({ start, length }, index) =>
    isRight[index] === true ? bytes.toString('utf8', start, start + length) : null,
  );
  // What is kept for the next call keeps no text.
  bytes.fill(0, 0, end);
  return texts;
}
