import { bodyIsAnnounced } from './announced.ts';
import type { IncomingBody } from './handle.ts';
import { forAWhile } from './patience.ts';

/** The body of a web `Request`. */
export function webBody(request: Request): IncomingBody {
  let isRead = false;
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  /** One reader for all: it is never released, because that would cut the connection. */
  const chunks = (): ReadableStreamDefaultReader<Uint8Array> | null =>
    (reader ??= request.body?.getReader() ?? null);

  return {
    isPending: () => !isRead && bodyIsAnnounced(request),
    read: async (maximumBytes) => {
      const length = request.headers.get('content-length');
      if (Number(length ?? 0) > maximumBytes) return null;
      // Node takes no more of a body than its length says; one without a length is counted as it comes.
      const bytes = length === null ? await count(chunks(), maximumBytes) : await readWhole(request);
      if (!bytes || bytes.byteLength > maximumBytes) return null;
      isRead = true;
      return bytes;
    },
    discard: () => forAWhile(discard(chunks)),
  };
}

/** Behind a body parser, such as Express's, nothing is left to read: the adapter then knows the text alone. */
async function readWhole(request: Request): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.byteLength > 0 || request.bodyUsed ? bytes : Buffer.from(await request.text());
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

async function count(reader: Reader | null, maximumBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > maximumBytes) return null;
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

async function discard(open: () => Reader | null): Promise<void> {
  try {
    const reader = open();
    if (!reader) return;
    for (let { done } = await reader.read(); !done; { done } = await reader.read());
  } catch {
    // The client hung up, which is as good as an end.
  }
}
