import type { Fetch } from '../../src/http/fetch.ts';
import { ConnectionCutError, listen } from '../../src/listen.ts';

/** Real sockets behind which nobody answers. */
export interface BrokenNetwork {
  /** Nobody listens where requests are sent to. */
  readonly refused: Fetch;
  /** Whoever takes the request closes the connection instead of answering. */
  readonly cut: Fetch;
  readonly close: () => Promise<void>;
}

export async function breakNetwork(): Promise<BrokenNetwork> {
  const anyPort = { host: '127.0.0.1', port: 0 };
  const cutting = await listen(() => Promise.reject(new ConnectionCutError()), anyPort);
  const gone = await listen(() => Promise.resolve(new Response()), anyPort);
  await gone.close(0);
  return {
    refused: sendingTo(gone.origin),
    cut: sendingTo(cutting.origin),
    close: () => cutting.close(0),
  };
}

/** The network's own fetch, whatever host a request is for. */
function sendingTo(origin: string): Fetch {
  return (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${origin}${pathname}${search}`, request));
  };
}
