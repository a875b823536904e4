import { InvalidInputError } from '../../domain/errors.ts';
import { builder } from '../../builder/builder.ts';

const QrCodeFormat = builder.enumType('QrCodeFormat', {
  description: 'A picture format of a QR code.',
  values: {
    SVG: { description: 'Scalable Vector Graphics.' },
    PNG: { description: 'Portable Network Graphics.' },
  } as const,
});

interface QrCodeShape {
  readonly format: 'SVG' | 'PNG';
  readonly dataUri: string;
  readonly svg: string | null;
}

export const QrCode = builder.objectRef<QrCodeShape>('QrCode').implement({
  description: 'A QR code, ready to be shown.',
  fields: (t) => ({
    format: t.expose('format', { type: QrCodeFormat, nullable: false, description: 'The format.' }),
    dataUri: t.exposeString('dataUri', {
      nullable: false,
      description: "The picture as a data URI, for an image's source.",
    }),
    svg: t.exposeString('svg', {
      nullable: true,
      description: 'The SVG document itself, if the format is SVG. Null otherwise.',
    }),
  }),
});

/** The arguments of every field that gives a QR code. */
export const qrCodeArguments = builder.args((t) => ({
  format: t.field({
    type: QrCodeFormat,
    required: true,
    defaultValue: 'SVG' as const,
    description: 'Picture format.',
  }),
  size: t.int({ required: true, defaultValue: 256, description: 'Width and height in pixels, 64 to 2048.' }),
}));

/** Draws a text as a QR code; an `InvalidInputError` at `size` for one that is not 64 to 2048 or too small for it. */
export async function drawQrCode(text: string, format: 'SVG' | 'PNG', size: number): Promise<QrCodeShape> {
  // Few processes ever draw one, and what draws is 80 modules.
  const { layOut, toPng, toSvg } = await import('./qr-picture.ts');
  const layout = size >= 64 && size <= 2048 ? layOut(text, size) : null;
  if (!layout) {
    const message = 'size must be 64 to 2048, and large enough for the link.';
    throw new InvalidInputError([{ path: ['size'], code: 'MALFORMED', message }]);
  }
  const svg = format === 'SVG' ? toSvg(layout) : null;
  const dataUri =
    svg === null
      ? `data:image/png;base64,${toPng(layout).toString('base64')}`
      : `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return { format, dataUri, svg };
}
