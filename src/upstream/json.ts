/**
 * A number as JSON had it, kept because a JavaScript number would be written differently: `1.0`, `1e400`, or an
 * integer with more digits than a double holds. `JSON.stringify` writes it back unchanged.
 */
export interface RawNumber {
  readonly rawJSON: string;
}

// Node 24 has both functions; TypeScript does not declare them yet.
const withSources = JSON as typeof JSON & {
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
};

/** Parses JSON so that whatever is not changed is written back with the digits it came with. */
export function parseJson(text: string): unknown {
  if (!mayHoldOddNumber.test(text) && !isNumber.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || source === String(value)) return value;
    return withSources.rawJSON(source);
  });
}

/** No number in the text is written in any other way than ours if this finds nothing; a reviver is expensive. */
const mayHoldOddNumber = /[:[,]\s*(?:-0|-?\d(?:\d*[.eE]|\d{15}))/;
/** A text that is a number as a whole. */
const isNumber = /^\s*[-\d]/;

export function isRawNumber(value: unknown): value is RawNumber {
  return withSources.isRawJSON(value);
}

/** The number, if a double holds exactly what the JSON said; null for unsafe integers, `1e400` and too many digits. */
export function exactNumber(value: number | RawNumber): number | null {
  const written = typeof value === 'number' ? String(value) : value.rawJSON;
  const number = Number(written);
  if (!Number.isFinite(number)) return null;
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return null;
  return toDecimal(written) === toDecimal(String(number)) ? number : null;
}

/** One spelling for each decimal number: its digits without zeros around them, and where the point belongs. */
function toDecimal(written: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
