import type { Exchange, Incoming, Outgoing } from '../../src/upstream/exchange.ts';
import { incoming } from './outgoing.ts';

/** An exchange whose answers come when they are let go, and what was sent through it. */
export function held() {
  const sent: Outgoing[] = [];
  const waiting: PromiseWithResolvers<Incoming>[] = [];
  const exchange: Exchange = (sending) => {
    sent.push(sending);
    const answer = Promise.withResolvers<Incoming>();
    waiting.push(answer);
    return answer.promise;
  };
  const release = async (): Promise<void> => {
    waiting.shift()?.resolve(incoming(200, { name: 'Ana' }));
    await settled();
  };
  return { exchange, sent, release };
}

/** After everything that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
