import {
  isBankingservice,
  type BankingserviceEmulator,
} from '../../src/emulators/bankingservice/emulator.ts';
import type { RunningGraph } from './graph.ts';

/** bankingservice.ai's emulator in a running graph, with what happens there without an API call. */
export function bankingserviceOf({ emulators }: Pick<RunningGraph, 'emulators'>): BankingserviceEmulator {
  const found = emulators.map(({ emulator }) => emulator).find(isBankingservice);
  if (!found) throw new Error('bankingservice.ai has no emulator here.');
  return found;
}
