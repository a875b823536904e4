import { answersOf, type Asked } from './answers.ts';
import type { Cassette } from './cassette.ts';

/** The account of a cassette, for an emulator that is to answer in its place. */
export function recordedAccount(cassette: Cassette): {
  readonly settings: Cassette['settings'];
  readonly answerTo: (asked: Asked) => Response | null;
} {
  return { settings: cassette.settings, answerTo: answersOf(cassette) };
}
