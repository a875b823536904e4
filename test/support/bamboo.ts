import { isBamboo, type BambooEmulator } from '../../src/emulators/bamboo/emulator.ts';
import type { RunningGraph } from './graph.ts';

/** Bamboo's emulator in a running graph, with what happens there without an API call. */
export function bambooOf({ emulators }: Pick<RunningGraph, 'emulators'>): BambooEmulator {
  const bamboo = emulators.map(({ emulator }) => emulator).find(isBamboo);
  if (!bamboo) throw new Error('Bamboo has no emulator here.');
  return bamboo;
}
