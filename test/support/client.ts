import { z } from 'zod';
import { createClient, type ClientOptions, type ClientRequest } from '../../src/upstream/client.ts';
import type { Exchange } from '../../src/upstream/exchange.ts';
import { path } from '../../src/upstream/path.ts';
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

export const read = {
  operation: 'getCustomer',
  path: path`customers/${{ id: 'c 1' }}`,
  schema,
} satisfies ClientRequest<typeof schema>;

export const write = {
  ...read,
  operation: 'createCustomer',
  method: 'POST',
  json: { a: 1 },
} satisfies ClientRequest<typeof schema>;
