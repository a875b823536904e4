import type { Call } from '../port.ts';

/**
 * One request out, one response back, as plain data. What is signed is what is sent: nothing below changes the URL
 * or the body. Decorators are `withX(exchange, …) => exchange`.
 */
export type Exchange = (outgoing: Outgoing) => Promise<Incoming>;

export interface Outgoing {
  /** What it is for, such as `getCustomer`; for traces and metrics. */
  readonly operation: string;
  /** The path's template; for traces and metrics. */
  readonly route: string;
  readonly method: Method;
  /** Final, query included. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as UTF-8. */
  readonly body: string | null;
  /** 1 for the first. */
  readonly attempt: number;
  readonly call: Call;
  /** Makes the `Authorization` header of what is about to be sent; the header is as it is if absent. */
  readonly authorize?: (outgoing: Outgoing) => string;
  /** Set if it changes nothing although it is no GET, such as a request for a token. */
  readonly changesNothing?: true;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHeaders;
  readonly body: Uint8Array;
  /** Whether this refused the account's secrets, and there are others by now. */
  readonly hasNewSecrets?: boolean;
  /** Which attempt it answers; the one that was asked for if absent. */
  readonly attempt?: number;
}

/** By names in lower case; the values of one that came several times have commas between them. */
export type IncomingHeaders = Readonly<Record<string, string>>;

/** The provider sent more than an answer may hold. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** How much an answer may hold. */
export const maximumBodyBytes = 4 * 1024 * 1024;

export function tooLarge(maximumBytes: number): BodyTooLargeError {
  return new BodyTooLargeError(`More than ${maximumBytes} bytes.`);
}
