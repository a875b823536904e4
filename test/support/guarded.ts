import { withConcurrency } from '../../src/upstream/concurrency.ts';
import type { Exchange } from '../../src/upstream/exchange.ts';
import type { Guard } from '../../src/upstream/guard.ts';
import type { Time } from '../../src/upstream/time.ts';
import { origin } from './outgoing.ts';

/** An exchange behind a guard, with turns for all. */
export function guardedBy({ refusing, admit }: Guard, exchange: Exchange, { now }: Time): Exchange {
  const onlooker = { admit, pass: <Incoming>(incoming: Incoming): Incoming => incoming };
  return refusing(withConcurrency(exchange, { concurrency: 1000, queue: 0 }, origin, { onlooker, now }));
}
