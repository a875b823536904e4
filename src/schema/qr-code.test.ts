import { Resvg } from '@resvg/resvg-js';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { drawQrCode } from './qr-code.ts';

const url = 'https://checkout.stage.bamboopayment.com/#?customerId=7c35b44a-844e-40f1-84bd-004404f6bd98';
const read = jsqr as unknown as typeof jsqr.default;

/** What a scanner reads off a picture, which it sees enlarged as a screen close by would be. */
function scan(png: Buffer, enlarge: number): string | null {
  const { width, height, data } = PNG.sync.read(png);
  const pixels = new Uint8ClampedArray(width * enlarge * height * enlarge * 4);
  for (let y = 0; y < height * enlarge; y += 1) {
    for (let x = 0; x < width * enlarge; x += 1) {
      const from = (Math.floor(y / enlarge) * width + Math.floor(x / enlarge)) * 4;
      pixels.set(data.subarray(from, from + 4), (y * width * enlarge + x) * 4);
    }
  }
  return read(pixels, width * enlarge, height * enlarge)?.data ?? null;
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
  it.each(sizes)('is exactly as large as asked for and holds the link: %i pixels', (size) => {
    const enlarge = size < 200 ? 3 : 1;
    for (const format of ['PNG', 'SVG'] as const) {
      const file = fileOf(drawQrCode(url, format, size).dataUri);
      const png = format === 'PNG' ? file : rasterised(file);
      const { width, height } = PNG.sync.read(png);
      expect([format, width, height, scan(png, enlarge)]).toEqual([format, size, size, url]);
    }
  });

  it('gives its document where the format is SVG', () => {
    const { svg, dataUri } = drawQrCode(url, 'SVG', 64);
    expect(fileOf(dataUri).toString('utf8')).toBe(svg);
    expect(drawQrCode(url, 'PNG', 64).svg).toBeNull();
  });

  it.each([63, 2049, 0, -1])('is refused at a size of %i', (size) => {
    expect(() => drawQrCode(url, 'SVG', size)).toThrow('size must be 64 to 2048');
  });

  it('is refused where the link does not fit into it', () => {
    expect(() => drawQrCode(`${url}&${'x'.repeat(400)}`, 'PNG', 64)).toThrow('large enough for the link');
  });
});
