import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { bodyIsAnnounced } from './announced.ts';
import type { HeaderReader, HttpAnswer, HttpRequest, IncomingBody, Pieces } from './handle.ts';
import { forAWhile } from './patience.ts';

/** A request of a Node server as plain data: no stream, no web object on its way. */
export function fromNode(request: IncomingMessage, response: ServerResponse): HttpRequest {
  return new NodeRequest(request, response);
}

/** A class, because one is made for every request. */
class NodeRequest implements HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderReader;
  readonly requestId = crypto.randomUUID();
  readonly peer: string | null;
  readonly body: IncomingBody;
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  #controller: AbortController | null = null;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.method = request.method ?? 'GET';
    this.url = urlOf(request);
    this.headers = new NodeHeaders(request.headers);
    this.peer = request.socket.remoteAddress ?? null;
    this.body = new NodeBody(request, this);
    this.#request = request;
    this.#response = response;
  }

  // Most requests that are answered without a provider never ask for it.
  get signal(): AbortSignal {
    this.#controller ??= hangUpOf(this.#request, this.#response);
    return this.#controller.signal;
  }
}

class NodeHeaders implements HeaderReader {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()];
    if (typeof value === 'string') return value;
    return Array.isArray(value) ? value.join(', ') : null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }
}

const plainHost = /^[\w.:[\]-]+$/;

/** The path and query. What is asked of another place, or of a host that is none, is nothing that is here. */
function urlOf({ url = '*', headers: { host = 'localhost' } }: IncomingMessage): string {
  return url.startsWith('/') && plainHost.test(host) ? url : '*';
}

function hangUpOf(request: IncomingMessage, response: ServerResponse): AbortController {
  const controller = new AbortController();
  if (response.destroyed || request.socket.destroyed) controller.abort();
  else {
    response.once('close', () => {
      if (!response.writableFinished) controller.abort();
    });
  }
  return controller;
}

class NodeBody implements IncomingBody {
  readonly #request: IncomingMessage;
  readonly #head: Pick<HttpRequest, 'method' | 'url' | 'headers'>;
  #isRead = false;

  constructor(request: IncomingMessage, head: Pick<HttpRequest, 'method' | 'url' | 'headers'>) {
    this.#request = request;
    this.#head = head;
  }

  isPending(): boolean {
    return !this.#isRead && bodyIsAnnounced(this.#head);
  }

  read(maximumBytes: number): Promise<Uint8Array | null> {
    if (Number(this.#head.headers.get('content-length') ?? 0) > maximumBytes) return Promise.resolve(null);
    return collect(this.#request, maximumBytes, () => void (this.#isRead = true));
  }

  discard(): Promise<void> {
    return forAWhile(drain(this.#request));
  }
}

/** Counts as it collects: a body without a length may have any. */
function collect(
  request: IncomingMessage,
  maximumBytes: number,
  ended: () => void,
): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    // What stays would keep the body as long as the request, which may be a stream.
    const stop = (): void => {
      request.off('data', take).off('end', finish).off('error', reject).off('close', cut);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size <= maximumBytes) return;
      stop();
      request.pause();
      resolve(null);
    };
    const finish = (): void => {
      stop();
      ended();
      const [first] = chunks;
      resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks));
    };
    const cut = (): void => reject(new Error('The client hung up before its request was whole.'));
    request.on('data', take).on('end', finish).on('error', reject).on('close', cut);
  });
}

function drain(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.readableEnded || request.destroyed) resolve();
    // A client that hangs up is as good as an end.
    for (const event of ['end', 'error', 'close']) request.once(event, () => resolve());
    request.resume();
  });
}

/** How long a client may leave what was sent to it unread, in milliseconds. */
const usualPatienceMs = 30_000;

/** Sends a whole answer; does nothing if the client has disconnected, and cuts off a client that does not read. */
export async function sendAnswer(
  response: ServerResponse,
  { status, headers, body, end, pieces }: HttpAnswer,
  patienceMs = usualPatienceMs,
): Promise<void> {
  if (response.destroyed) return pieces?.cancel('gone');
  if (pieces) {
    response.writeHead(status, headers);
    return sendPieces(response, pieces, patienceMs);
  }
  if (body === null) {
    response.writeHead(status, headers);
    if (end) await end;
    response.end();
    return;
  }
  const length = Buffer.byteLength(body);
  headers['content-length'] = String(length);
  response.writeHead(status, headers);
  // Text of ASCII alone: in this encoding it leaves in one piece with the headers, without being converted.
  const encoding = length === body.length ? 'latin1' : 'utf8';
  if (end) {
    response.write(body, encoding);
    await end;
    response.end();
  } else response.end(body, encoding);
}

async function sendPieces(response: ServerResponse, pieces: Pieces, patienceMs: number): Promise<void> {
  response.once('close', () => pieces.cancel('gone'));
  response.flushHeaders();
  for (let piece = await pieces.next(); piece !== null; piece = await pieces.next()) {
    // A piece may have been under way when the client went: nothing would ever say that it was taken.
    if (response.destroyed) return;
    if (response.write(piece) || (await drains(response, patienceMs))) continue;
    pieces.cancel('slow');
    response.destroy();
    return;
  }
  response.end();
}

/** Whether the client reads what waits for it. */
function drains(response: ServerResponse, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isRead: boolean) => (): void => {
      clearTimeout(patience);
      response.off('drain', drained).off('close', gone);
      resolve(isRead);
    };
    const drained = settle(true);
    // The listener for it has ended the pieces.
    const gone = settle(true);
    const patience = setTimeout(settle(false), patienceMs);
    response.once('drain', drained).once('close', gone);
  });
}
