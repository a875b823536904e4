import { setTimeout } from 'node:timers/promises';

/** Bodies that were read to their end. */
const finished = new WeakSet<Request>();
/** Readers of bodies that were begun. */
const readers = new WeakMap<Request, ReadableStreamDefaultReader<Uint8Array>>();

/** Whether anything of a request's body may still be on its way. */
export function hasBody(request: Request): boolean {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD' || finished.has(request)) return false;
  return headers.has('transfer-encoding') || (headers.get('content-length') ?? '0') !== '0';
}

/** The body in bytes; null as soon as it is known to have more of them than allowed. */
export async function readBody(request: Request, maximumBytes: number): Promise<Uint8Array | null> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > maximumBytes) return null;
  // Node takes no more of a body than its length says; one without a length is counted as it comes.
  const bytes = length === null ? await countBody(request, maximumBytes) : await readWhole(request);
  if (!bytes || bytes.byteLength > maximumBytes) return null;
  finished.add(request);
  return bytes;
}

/** Behind a body parser, such as Express's, nothing is left to read: the adapter then knows the text alone. */
async function readWhole(request: Request): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.byteLength > 0 || request.bodyUsed ? bytes : Buffer.from(await request.text());
}

async function countBody(request: Request, maximumBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = readerOf(request);
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maximumBytes) return null;
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

/** How long a client that was refused may take to finish sending, in milliseconds. */
const patienceMs = 1000;

/** Waits until the client has sent all that it wanted to, for a while. What comes is thrown away. */
export async function untilBodyIsOver(request: Request): Promise<void> {
  const giveUp = new AbortController();
  const patience = setTimeout(patienceMs, undefined, { signal: giveUp.signal, ref: false });
  await Promise.race([discard(request), patience]);
  giveUp.abort();
  patience.catch(() => undefined);
}

async function discard(request: Request): Promise<void> {
  try {
    const reader = readerOf(request);
    if (!reader) return;
    for (let { done } = await reader.read(); !done; { done } = await reader.read());
  } catch {
    // The client hung up, which is as good as an end.
  }
}

/** One reader for all: it is never released, because that would cut the connection. */
function readerOf(request: Request): ReadableStreamDefaultReader<Uint8Array> | null {
  const known = readers.get(request);
  if (known) return known;
  const reader = request.body?.getReader() ?? null;
  if (reader) readers.set(request, reader);
  return reader;
}
