import type { BambooControl, BambooSwitches } from '../../src/providers/bamboo/emulator.ts';
import type { Emulator } from '../../src/sandbox/emulator.ts';
import type { RunningGraph } from './graph.ts';

/** Bamboo's emulator in a running graph, with what happens there without an API call. */
export function bambooOf({ emulators }: RunningGraph): Emulator<BambooSwitches> & BambooControl {
  const running = emulators.find(({ provider }) => provider === 'BAMBOO');
  return running?.emulator as Emulator<BambooSwitches> & BambooControl;
}
