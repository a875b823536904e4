import type { Fetch } from '../http/fetch.ts';

/** What every emulator can be asked for; `Switches` are the vendor's behaviours that no source settles. */
export interface EmulatorOptions<Switches = object> {
  /** How many sets of credentials it keeps, each with customers of its own. One by default. */
  readonly accounts?: number;
  /** How many customers each account starts with. None by default. */
  readonly customers?: number;
  readonly switches?: Partial<Switches>;
  readonly now?: () => Date;
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
}
