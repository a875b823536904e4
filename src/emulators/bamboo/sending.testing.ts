import type { emulate } from './emulator.ts';

// What the emulator's tests share.

export const origin = 'http://127.0.0.1:4101';
export const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

export type Bamboo = ReturnType<typeof emulate>;

export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly account?: number;
}

/** Sends a request with the key of an account, the first if none is named, and reads the answer. */
export async function send(
  bamboo: Bamboo,
  path: string,
  { method = 'GET', body, headers, account = 0 }: Call = {},
) {
  const request = new Request(`${origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Basic ${keyOf(bamboo, account)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await bamboo.fetch(request);
  const answer: Record<string, unknown> = await response.json();
  return { status: response.status, body: answer };
}

export function keyOf(bamboo: Bamboo, account: number): string {
  return String(bamboo.accounts(origin)[account]?.settings['privateKey']);
}

export function keysOf(bamboo: Bamboo, account = 0): readonly string[] {
  return bamboo.accounts(origin)[account]?.customerKeys() ?? [];
}

/** What a refusal looks like. */
export function refused(
  status: number,
  ...errors: [code: string, property: string | null, message: unknown][]
) {
  return {
    status,
    body: {
      isSuccess: false,
      errors: errors.map(([errorCode, propertyName, message]) => ({ errorCode, propertyName, message })),
    },
  };
}

export const unknownCustomer = refused(404, ['CS003', null, 'Invalid customer identifier.']);
export const malformed = refused(400, ['MALFORMED_REQUEST', null, 'The request is malformed.']);

/** A clock that stands still until it is moved. */
export function clock() {
  let time = Date.parse('2026-11-20T12:00:00Z');
  return {
    now: () => new Date(time),
    pass: (minutes: number) => {
      time += minutes * 60_000;
    },
  };
}
