import type { Incoming, Outgoing } from '../../src/upstream/exchange.ts';
import { createCall } from '../../src/testing/support/vault.ts';

/** The origin that errors of made-up requests name. */
export const origin = { provider: 'MONRI', account: 'monri-hr' };

/** A read of nothing in particular. */
export function outgoing(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    operation: 'getCustomer',
    route: '/customers/{id}',
    method: 'GET',
    url: 'https://provider.example/customers/1',
    headers: { accept: 'application/json' },
    body: null,
    attempt: 1,
    call: createCall(),
    ...changes,
  };
}

/** An answer; what is not a text is written as JSON. */
export function incoming(status: number, body: unknown = '', headers: Incoming['headers'] = {}): Incoming {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: Buffer.from(text) };
}
