import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { drawQrCode } from './qr-code.ts';

const url = 'https://checkout.stage.bamboopayment.com/#?customerId=7c35b44a-844e-40f1-84bd-004404f6bd98';
const read = jsqr as unknown as typeof jsqr.default;

/** How large a picture is, and what a scanner reads off it, which sees it enlarged as a screen close by would be. */
function scan(png: Buffer, enlarge: number) {
  const { width, height, data } = PNG.sync.read(png);
  const from = new Uint32Array(new Uint8Array(data).buffer);
  const wide = width * enlarge;
  const enlarged = new Uint32Array(from.length * enlarge ** 2);
  for (let y = 0; y < height; y += 1) {
    const first = y * enlarge * wide;
    for (let x = 0; x < wide; x += 1) {
      enlarged[first + x] = from[y * width + Math.floor(x / enlarge)] ?? 0;
    }
    for (let copy = 1; copy < enlarge; copy += 1) {
      enlarged.copyWithin(first + copy * wide, first, first + wide);
    }
  }
  const pixels = new Uint8ClampedArray(enlarged.buffer);
  // It is dark on a light ground, so that no second look is needed in which the two are exchanged.
  const found = read(pixels, wide, height * enlarge, { inversionAttempts: 'dontInvert' });
  return { width, height, text: found?.data ?? null };
}

function fileOf(dataUri: string): Buffer {
  return Buffer.from(dataUri.slice(dataUri.indexOf(',') + 1), 'base64');
}

function rasterised(svg: Buffer): Buffer {
  return new Resvg(svg.toString('utf8')).render().asPng();
}

const sizes = [
  ...Array.from({ length: 49 }, (_item, index) => 64 + index),
  150,
  200,
  256,
  333,
  500,
  1024,
  2048,
];

describe('a QR code', () => {
  it.each(sizes)('is exactly as large as asked for and holds the link: %i pixels', async (size) => {
    const enlarge = size < 200 ? 3 : 1;
    for (const format of ['PNG', 'SVG'] as const) {
      const file = fileOf((await drawQrCode(url, format, size)).dataUri);
      const png = format === 'PNG' ? file : rasterised(file);
      expect([format, scan(png, enlarge)]).toEqual([format, { width: size, height: size, text: url }]);
    }
  });

  it('gives its document if the format is SVG', async () => {
    const { svg, dataUri } = await drawQrCode(url, 'SVG', 64);
    expect(fileOf(dataUri).toString('utf8')).toBe(svg);
    expect((await drawQrCode(url, 'PNG', 64)).svg).toBeNull();
  });

  it.each([63, 2049, 0, -1])('is refused at a size of %i', async (size) => {
    await expect(drawQrCode(url, 'SVG', size)).rejects.toThrow('size must be 64 to 2048');
  });

  it('is refused if the link does not fit into it', async () => {
    await expect(drawQrCode(`${url}&${'x'.repeat(400)}`, 'PNG', 64)).rejects.toThrow(
      'large enough for the link',
    );
  });
});
