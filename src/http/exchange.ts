import ky from 'ky';
import type { Call } from '../port.ts';
import type { Fetch } from './fetch.ts';

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
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** The provider sent more than an answer may hold. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

const maximumBodyBytes = 4 * 1024 * 1024;

/**
 * The last exchange: ky over a given `fetch`. Any status is an answer; redirects are not followed, because they
 * would carry the credentials along; the call's signal covers the body too, which ky's own time-out does not.
 */
export function createExchange(fetch: Fetch, maximumBytes = maximumBodyBytes): Exchange {
  const http = ky.create({
    fetch: (input, init) => fetch(new Request(input, init)),
    retry: 0,
    timeout: false,
    redirect: 'manual',
    throwHttpErrors: false,
  });

  return async ({ method, url, headers, body, call }) => {
    const response = await http(url, {
      method,
      headers,
      signal: call.signal,
      ...(body === null ? {} : { body }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: await readBody(response, maximumBytes),
    };
  };
}

async function readBody(response: Response, maximumBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maximumBytes) throw new BodyTooLargeError(`More than ${maximumBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
