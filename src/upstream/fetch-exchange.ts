import type { Fetch } from '../http/fetch.ts';
import { untilAborted } from './abort.ts';
import { watchingDeparture } from './departure.ts';
import { maximumBodyBytes, tooLarge, type Exchange, type Incoming, type Outgoing } from './exchange.ts';

/**
 * The last exchange over a given `fetch`. Any status is an answer; redirects are not followed, because they would carry
 * the credentials along; the call's signal covers the body too.
 */
export function exchangeOver(fetch: Fetch, maximumBytes = maximumBodyBytes): Exchange {
  const ask = async ({ method, url, headers, body, call }: Outgoing): Promise<Incoming> => {
    const { signal } = call;
    const response = await fetch(new Request(url, { method, headers, body, signal, redirect: 'manual' }));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readBody(response, maximumBytes),
    };
  };
  return (outgoing) => watchingDeparture(() => untilAborted(ask(outgoing), outgoing.call.signal));
}

async function readBody(response: Response, maximumBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maximumBytes) throw tooLarge(maximumBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
