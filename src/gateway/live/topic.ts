import type { Moment } from './moment.ts';

/** Something at a provider that may be watched. */
export interface Topic {
  /** The same for all who watch the same thing of a tenant. */
  readonly key: string;
  /** Its key. */
  readonly account: string;
  /** The provider's keys of the records that it is about. */
  readonly records: readonly string[];
  /** Asks the provider; throws if there is no answer. */
  readonly ask: (moment: Moment) => Promise<State>;
}

/** How a topic was when its provider was asked. */
export interface State {
  /** Differs if anything differs. */
  readonly print: string;
  /** Whether it can never differ again. */
  readonly isFinal: boolean;
  /** In how many milliseconds it differs by itself; null if it does not. */
  readonly differsInMs: number | null;
  /** Keys of more records that it is about; none if absent. */
  readonly records?: readonly string[];
}
