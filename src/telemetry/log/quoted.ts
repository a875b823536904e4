import { scrub } from '../../redaction/scrub.ts';

/** Texts in which nothing was found, as JSON; they are few, and looking is most of what a line costs. */
const clean = new Map<string, string>();
const maximumClean = 1000;
const longestClean = 128;

/** A text as JSON, scrubbed and cut. */
export function quoted(whole: string, length = Infinity): string {
  if (whole.length > Math.min(length, longestClean)) return JSON.stringify(scrub(whole).slice(0, length));
  const known = clean.get(whole);
  if (known !== undefined) return known;
  const scrubbed = scrub(whole);
  const json = JSON.stringify(scrubbed.slice(0, length));
  if (scrubbed === whole) {
    if (clean.size >= maximumClean) clean.clear();
    clean.set(whole, json);
  }
  return json;
}
