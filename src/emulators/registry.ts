import { emulate as bamboo } from './bamboo/emulator.ts';
import { emulate as bankingservice } from './bankingservice/emulator.ts';
import type { Emulate } from './kit/emulator.ts';
import { emulate as monri } from './monri/emulator.ts';
import { emulate as verifone } from './verifone/emulator.ts';

/** The emulator of every provider that has one, by the provider's code. */
export const emulators: Readonly<Record<string, Emulate>> = {
  BAMBOO: bamboo,
  BANKING_SERVICE: bankingservice,
  MONRI: monri,
  VERIFONE: verifone,
};
