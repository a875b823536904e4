import { notedPeer } from './client-address.ts';
import type { Fetch } from './fetch.ts';
import type { Handle, HttpAnswer, HttpRequest, Pieces } from './handle.ts';
import { webBody } from './web-body.ts';

/** Something that answers web requests, and, below that, requests as plain data. */
export type Served = Fetch & { readonly handle: Handle };

/** Puts the web's shapes around what answers plain data. */
export function toFetch(handle: Handle): Served {
  const fetch: Fetch = async (request) => toResponse(await handle(fromWeb(request)));
  return Object.assign(fetch, { handle });
}

/** One server for whichever there is at the moment. */
export function latest(now: () => Served): Served {
  return Object.assign((request: Request) => now()(request), {
    handle: (request: HttpRequest) => now().handle(request),
  });
}

/** An answer that was made as a web `Response`, as plain data. */
export async function fromResponse(response: Response): Promise<HttpAnswer> {
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), body: await response.text() };
}

function fromWeb(request: Request): HttpRequest {
  const { method, url, headers } = request;
  return {
    method,
    url,
    headers,
    requestId: crypto.randomUUID(),
    peer: notedPeer(request),
    // Some adapters make a signal only when it is asked for.
    get signal() {
      return request.signal;
    },
    body: webBody(request),
  };
}

function toResponse({ status, headers, body, end, pieces }: HttpAnswer): Response {
  if (pieces) return new Response(streamOf(pieces), { status, headers });
  if (body === null) return new Response(null, { status, headers });
  const bytes = Buffer.from(body);
  return new Response(end ? endingWith(bytes, end) : bytes, {
    status,
    headers: { ...headers, 'content-length': String(bytes.byteLength) },
  });
}

function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const piece = await pieces.next();
      if (piece === null) controller.close();
      else controller.enqueue(Buffer.from(piece));
    },
    cancel: () => pieces.cancel('gone'),
  });
}

/** The whole answer at once, its end later. */
function endingWith(bytes: Uint8Array, end: Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: async (controller) => {
      controller.enqueue(bytes);
      await end;
      controller.close();
    },
  });
}
