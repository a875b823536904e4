import type { ListFaults } from '../kit/emulator.ts';
import type { Merchant } from './records.ts';
import type { MonriSwitches } from './switches.ts';

/** One merchant and what its calls depend on. */
export interface World {
  readonly merchant: Merchant;
  readonly switches: MonriSwitches;
  readonly lists: ListFaults;
  /** When it began: what had run out by then is as it was recorded. */
  readonly openedAt: Date;
  readonly now: () => Date;
}
