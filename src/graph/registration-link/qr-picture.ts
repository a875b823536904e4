import { PNG } from 'pngjs';
import { create } from 'qrcode';

/** A square of dark and light modules, and where it lies in a picture of `size` pixels. */
interface Layout {
  readonly isDark: (row: number, column: number) => boolean;
  /** Modules on a side. */
  readonly modules: number;
  /** Pixels on a module's side: whole, so that every module is equally wide and a camera reads it. */
  readonly scale: number;
  /** Pixels of margin at the left and at the top. */
  readonly margin: number;
  readonly size: number;
}

/** The light frame that readers expect around a code, in modules. */
const quietModules = 4;

/** Null if a picture of that size has no room for the code. */
export function layOut(text: string, size: number): Layout | null {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const scale = Math.floor(size / (modules.size + 2 * quietModules)) || Math.floor(size / modules.size);
  if (scale === 0) return null;
  return {
    isDark: (row, column) => modules.get(row, column) === 1,
    modules: modules.size,
    scale,
    margin: Math.floor((size - modules.size * scale) / 2),
    size,
  };
}

/** An SVG document of exactly the layout's size. */
export function toSvg(layout: Layout): string {
  const { size, scale, margin } = layout;
  const path = darkModules(layout)
    .map(
      ([row, column]) => `M${margin + column * scale} ${margin + row * scale}h${scale}v${scale}h-${scale}z`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}

/** A PNG file of exactly the layout's size. */
export function toPng(layout: Layout): Buffer {
  const { size, scale, margin } = layout;
  const picture = new PNG({ width: size, height: size, colorType: 0 });
  picture.data.fill(255);
  for (const [row, column] of darkModules(layout)) {
    for (let y = margin + row * scale; y < margin + (row + 1) * scale; y += 1) {
      for (let x = margin + column * scale; x < margin + (column + 1) * scale; x += 1) {
        picture.data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
      }
    }
  }
  return PNG.sync.write(picture, { colorType: 0 });
}

function darkModules({ modules, isDark }: Layout): [row: number, column: number][] {
  const places = Array.from({ length: modules * modules }, (_item, index): [number, number] => [
    Math.floor(index / modules),
    index % modules,
  ]);
  return places.filter(([row, column]) => isDark(row, column));
}
