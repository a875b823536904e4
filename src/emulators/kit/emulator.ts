import type { Fetch } from '../../http/fetch.ts';
import type { RecordedAccount } from './recorded-account.ts';

/** What every emulator can be asked for; `Switches` are the vendor's behaviours that no source settles. */
export interface EmulatorOptions<Switches = object> {
  /** How many sets of credentials it keeps, each with its own customers. One by default. */
  readonly accounts?: number;
  /** How many customers each account starts with. None by default. */
  readonly customers?: number;
  readonly switches?: Partial<Switches>;
  readonly lists?: ListFaults;
  /** The first accounts answer what these did, and keep no records of their own; `accounts` has to be as many at least. */
  readonly recorded?: readonly RecordedAccount[];
  readonly now?: () => Date;
}

/** How the lists of an emulator misbehave, its searches included. May be changed while it runs. */
export interface ListFaults {
  /** The most that one answer holds, whatever is asked for and without a word; no limit of this kind if left out. */
  pageCap?: number;
  /** Whether an answer is the beginning of the list, whichever part is asked for. */
  placeIgnored?: boolean;
}

/** One set of credentials an emulator accepts. */
export interface EmulatedAccount {
  /** What the provider's adapter takes to reach this account, the base URL included. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The keys of the customers it holds now, in the provider's own order. */
  readonly customerKeys: () => readonly string[];
}

/** A provider's stand-in: its API as documented, in memory. */
export interface Emulator<Switches = object> {
  readonly fetch: Fetch;
  /** Its accounts, as reached at `origin`, such as `http://127.0.0.1:4101`. */
  readonly accounts: (origin: string) => readonly EmulatedAccount[];
  /** May be changed while it runs. */
  readonly switches: Switches;
  /** Remembers the records it holds now, and returns what goes back to them; if absent, they stay as they are. */
  readonly remember?: () => () => void;
}

/** Starts a provider's emulator. */
export type Emulate = (options?: EmulatorOptions) => Emulator;
