import type { IncomingHeaders } from './exchange.ts';

/** The instant a `Retry-After` header names, in seconds or as a date; null if it names none. */
export function retryAfter(headers: IncomingHeaders, now: Date): Date | null {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d{1,9}$/.test(value)) return new Date(now.getTime() + Number(value) * 1000);
  // Every HTTP date begins with its day; `Date` would take other texts for dates too, such as -5.
  const date = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(value) ? new Date(value) : new Date(NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}
