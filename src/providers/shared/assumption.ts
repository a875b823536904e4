import type { Exchange, Method } from '../../upstream/exchange.ts';
import type { Answer } from '../../upstream/failure.ts';
import type { Path } from '../../upstream/path.ts';
import type { Origin } from '../../domain/errors.ts';
import { shapeOf } from './shape.ts';

/** Something that an adapter takes for granted about its provider, and how an account is asked whether it is so. */
export interface Assumption<Settings> {
  /** Names it among those of its provider, such as `unknown-customer`. */
  readonly id: string;
  /** One sentence. */
  readonly assumes: string;
  /** The page of the documentation that says or suggests it; `assumed` if none does. */
  readonly source: string;
  /** The constant, function or setting that follows from it. */
  readonly steers: string;
  /** Whether the adapter fails or misleads if it does not hold; false if it copes with either. */
  readonly isReliedOn: boolean;
  /** Whether the probe only reads, or creates its own records, changes and deletes them. */
  readonly kind: 'read' | 'write';
  readonly probe: (probing: Probing<Settings>) => Promise<Finding>;
}

/** What a probe found out. */
export type Finding =
  | { readonly outcome: 'HOLDS' }
  | {
      readonly outcome: 'DIFFERS';
      readonly seen: PublicText;
      /** What to set for the account, if there is a setting for it. */
      readonly set: PublicText | null;
    }
  | { readonly outcome: 'UNKNOWN'; readonly why: PublicText };

/** A text that may be published: only `publicText` makes one. */
export class PublicText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Our own words with numbers and shapes of answers between them. No other text is accepted, so that nothing from an
 * account gets into a report.
 */
export function publicText(
  texts: TemplateStringsArray,
  ...values: readonly (number | boolean | ProbeAnswer)[]
): PublicText {
  const parts = values.map((value, index) => `${wordOf(value)}${texts[index + 1] ?? ''}`);
  return new PublicText(`${texts[0] ?? ''}${parts.join('')}`);
}

function wordOf(value: number | boolean | ProbeAnswer): string {
  if (typeof value !== 'object') return String(value);
  if (!value.readable) return `${value.status} without JSON`;
  return value.json === undefined
    ? `${value.status} without a body`
    : `${value.status} ${shapeOf(value.json)}`;
}

export const holds: Finding = { outcome: 'HOLDS' };

export function differs(seen: PublicText, set: PublicText | null = null): Finding {
  return { outcome: 'DIFFERS', seen, set };
}

export function unknown(why: PublicText): Finding {
  return { outcome: 'UNKNOWN', why };
}

/** A request below the account's base URL. */
export interface ProbeRequest {
  readonly method?: Method;
  readonly path: Path;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly json?: object;
}

/** An answer that has not been interpreted. */
export interface ProbeAnswer extends Answer {
  readonly durationMs: number;
}

/** A record that a probe made. */
export interface OwnRecord {
  readonly key: string;
  /** The text that it bears, by which it is found again. */
  readonly mark: string;
  /** What its creation was answered with. */
  readonly answer: ProbeAnswer;
  /** Where it is read, changed and deleted. */
  readonly path: Path;
  readonly read: () => Promise<ProbeAnswer>;
  readonly remove: () => Promise<ProbeAnswer>;
}

/** The record that a probe made, or the answer if none was made. */
export type Made = OwnRecord | { readonly key: null; readonly answer: ProbeAnswer };

/** What a probe has to ask an account with. */
export interface Probing<Settings> {
  readonly settings: Settings;
  /** Sends a request without the account's authorisation. */
  readonly exchange: Exchange;
  readonly now: () => Date;
  readonly origin: Origin;
  /** Asks as the account, or through another exchange. */
  readonly ask: (request: ProbeRequest, exchange?: Exchange) => Promise<ProbeAnswer>;
  /**
   * Creates a record for the probe, with these fields as well. It is always removed after the probe. Throws if no record is
   * created; the outcome is then unknown.
   */
  readonly make: (fields?: object) => Promise<OwnRecord>;
  /** As `make`, for a probe that asks whether a record is made at all. */
  readonly tryToMake: (fields?: object, mark?: string) => Promise<Made>;
  /** A new mark, which is listed before it is given: a record that gets it by an update is found again, too. */
  readonly newMark: () => string;
}

/** Throws unless an answer is a success: what was not answered found nothing out. */
export function requireSuccess({ status }: ProbeAnswer): void {
  if (status >= 300) throw new Error(`It was answered ${status}.`);
}

/** The records that probes make, and how they are found again. */
export interface MarkedRecords<Settings> {
  /** The smallest creation of a record that bears a mark, with more fields. */
  readonly creation: (mark: string, fields: object, settings: Settings) => ProbeRequest;
  /** The key of the record that an answer to a creation speaks of; null if it speaks of none. */
  readonly keyOf: (answer: ProbeAnswer, mark: string) => string | null;
  /** Where one record is read and deleted. */
  readonly one: (key: string, settings: Settings) => Path;
  /** Whether an answer to a read says that the record is not there, or is deleted. */
  readonly isGone: (answer: ProbeAnswer, settings: Settings) => boolean;
  /** The keys of the records that bear a mark; rejects if the provider does not say. */
  readonly find: (
    probing: Pick<Probing<Settings>, 'ask' | 'settings'>,
    mark: string,
  ) => Promise<readonly string[]>;
}
