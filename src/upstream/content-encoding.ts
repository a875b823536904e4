import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { tooLarge } from './exchange.ts';

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
]);

/** What a body holds that came encoded; a `BodyTooLargeError` if that is more than so many bytes. */
export async function decode(body: Buffer, encoding: string, maximumBytes: number): Promise<Buffer> {
  const decompress = decoders.get(encoding.trim().toLowerCase());
  // No other encoding was asked for: the reader of the body will find that it cannot be read.
  if (!decompress) return body;
  try {
    return await decompress(body, { maxOutputLength: maximumBytes });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? tooLarge(maximumBytes) : error;
  }
}
