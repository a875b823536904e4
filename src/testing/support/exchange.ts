import type { Fetch } from '../../http/fetch.ts';

/** A request as it went over the wire. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Passes requests on and keeps a copy of each. */
export function recording(fetch: Fetch): { readonly fetch: Fetch; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: async (request) => {
      const { method, url, headers } = request;
      sent.push({ method, url, headers, body: await request.clone().text() });
      return fetch(request);
    },
  };
}

/** Answers every request with the same status and body. */
export function answering(body: unknown, init: ResponseInit = {}): Fetch {
  return () =>
    Promise.resolve(typeof body === 'string' ? new Response(body, init) : Response.json(body, init));
}
