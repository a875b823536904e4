/** A part of a text: from `start` up to `end`, which is no part of it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with something else in the place of each span; spans are in order and apart. */
export function replaceSpans(text: string, spans: readonly Span[], by: (part: string) => string): string {
  let from = 0;
  let result = '';
  for (const { start, end } of spans) {
    result += text.slice(from, start) + by(text.slice(start, end));
    from = end;
  }
  return result + text.slice(from);
}
