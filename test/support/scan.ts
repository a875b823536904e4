import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';

// The package is CommonJS with its own default export.
const read = 'default' in jsqr ? jsqr.default : jsqr;

/** What a scanner reads off a picture in a data URI, and how large the picture is. */
export function scan(dataUri: string): {
  readonly width: number;
  readonly height: number;
  readonly text: string | null;
} {
  const file = Buffer.from(dataUri.slice(dataUri.indexOf(',') + 1), 'base64');
  const isSvg = dataUri.startsWith('data:image/svg+xml;base64,');
  const { width, height, data } = PNG.sync.read(
    isSvg ? new Resvg(file.toString('utf8')).render().asPng() : file,
  );
  return { width, height, text: read(new Uint8ClampedArray(data), width, height)?.data ?? null };
}
