import { Agent, request as httpRequest } from 'node:http';
import { setTimeout } from 'node:timers/promises';

interface BalancerOptions {
  readonly perSecond: number;
  /** How many connections are kept and used in turn; null opens one for each request. */
  readonly kept: number | null;
  readonly body: (index: number) => string;
}

/** What became of the requests that a load balancer passed on. */
export interface Passed {
  readonly answered: number;
  /** How many were answered with another status than 200, by the status. */
  readonly refused: Readonly<Record<string, number>>;
  /** How many got no answer, by the error of the connection. */
  readonly cut: Readonly<Record<string, number>>;
  /** Those that went to another server, because this one was not ready or the load balancer had no connection left. */
  readonly elsewhere: number;
}

const probeEveryMs = 100;

/**
 * Passes requests on as load balancers do: at a steady rate, over kept connections, one after the other. It asks
 * `/readyz`; once that is not 200 it opens no more connections and uses up those that it has. It repeats nothing.
 */
export async function balance(url: string, { perSecond, kept, body }: BalancerOptions) {
  const agent = new Agent({ keepAlive: kept !== null, maxFreeSockets: 10_000, scheduling: 'fifo' });
  const refused: Record<string, number> = {};
  const cut: Record<string, number> = {};
  const passed = { answered: 0, refused, cut, elsewhere: 0 };
  const life = { isReady: true, isOver: false };
  const pending = new Set<Promise<void>>();

  const pass = (index: number): void => {
    if (!life.isReady && Object.keys(agent.freeSockets).length === 0) {
      passed.elsewhere += 1;
      return;
    }
    const one = send(url, agent, body(index)).then(
      (status) => (status === 200 ? void (passed.answered += 1) : count(refused, String(status))),
      (error: NodeJS.ErrnoException) => count(cut, error.code ?? error.message),
    );
    pending.add(one);
    void one.finally(() => pending.delete(one));
  };
  const passOn = async (): Promise<void> => {
    const start = performance.now();
    for (let sent = 0; !life.isOver; await setTimeout(5)) {
      for (; sent < ((performance.now() - start) / 1000) * perSecond; sent += 1) pass(sent);
    }
  };
  const probe = async (): Promise<void> => {
    for (; life.isReady && !life.isOver; await setTimeout(probeEveryMs)) {
      life.isReady = await fetch(new URL('/readyz', url), { headers: { connection: 'close' } }).then(
        ({ ok }) => ok,
        () => false,
      );
    }
  };

  await Promise.all(Array.from({ length: kept ?? 0 }, (_, index) => send(url, agent, body(index))));
  const running = Promise.all([passOn(), probe()]);
  return {
    isReady: () => life.isReady,
    answered: () => passed.answered,
    /** Stops, and waits for what is in flight. */
    stop: async (): Promise<Passed> => {
      life.isOver = true;
      await running;
      await Promise.all(pending);
      agent.destroy();
      return passed;
    },
  };
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}

function send(url: string, agent: Agent, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    httpRequest(url, { method: 'POST', agent, headers }, (response) => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode ?? 0))
        .once('error', reject);
    })
      .once('error', reject)
      .end(body);
  });
}
