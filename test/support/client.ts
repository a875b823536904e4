import { z } from 'zod';
import { createClient, type ClientOptions, type ClientRequest } from '../../src/http/client.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { path } from '../../src/http/path.ts';
import { origin } from './outgoing.ts';

/** A client over one exchange whose provider explains nothing. */
export function clientOver(exchange: Exchange, options: Partial<ClientOptions> = {}) {
  return createClient({
    exchange,
    origin,
    baseUrl: new URL('https://provider.example/api/'),
    explain: () => null,
    now: () => new Date('2026-11-20T12:00:00Z'),
    ...options,
  });
}

const schema = z.object({ name: z.string() });

export const read: ClientRequest<typeof schema> = {
  operation: 'getCustomer',
  path: path`customers/${{ id: 'c 1' }}`,
  schema,
};

export const write: ClientRequest<typeof schema> = {
  ...read,
  operation: 'createCustomer',
  method: 'POST',
  json: { a: 1 },
};
