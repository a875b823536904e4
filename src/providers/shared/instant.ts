import { z } from 'zod';

const rfc3339 = z.regexes.datetime({ offset: true });

/** The usual spelling, on a day that every month has. Such a text needs no further check. */
const plain = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** Reads the numbers itself: `new Date(text)` takes twice as long. */
function fromPlain(text: string): Date {
  const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * zero;
  const year = two(0) * 100 + two(2);
  return new Date(Date.UTC(year, two(5) - 1, two(8), two(11), two(14), two(17)));
}

const zero = '0'.charCodeAt(0);

/** The instant that an RFC 3339 text names; null for any other text, and for one that no calendar or clock shows. */
export function parseInstant(text: string): Date | null {
  if (plain.test(text)) return fromPlain(text);
  const spelled = text.toUpperCase();
  if (!rfc3339.test(spelled)) return null;
  return inWrittenYears(new Date(spelled));
}

/** An offset may lead out of the years that RFC 3339 can write. */
function inWrittenYears(date: Date): Date | null {
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9999 ? date : null;
}

/** Reads an instant in any spelling that leaves no doubt; null for the rest, a time without an offset included. */
export function readInstant(text: string): Date | null {
  if (plain.test(text)) return fromPlain(text);
  const trimmed = text.trim();
  return /^\d+(?:\.\d+)?$/.test(trimmed)
    ? fromEpoch(Number(trimmed))
    : (parseInstant(trimmed) ?? readSpelling(trimmed));
}

/** Numbers of seconds and of milliseconds do not overlap between 1973 and 2286; others are no instants. */
function fromEpoch(count: number): Date | null {
  if (count >= 1e8 && count < 1e10) return new Date(Math.round(count * 1000));
  return count >= 1e11 && count < 1e13 ? new Date(count) : null;
}

const spelling =
  /^(\d{4})-?(\d\d)-?(\d\d)[t ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)? ?(z|utc|gmt|[+-]\d\d(?::?\d\d)?)$/i;

/** ISO 8601 with what its writers leave out or write differently: separators, seconds, `t`, ` UTC`, `+0200`, `+02`. */
function readSpelling(text: string): Date | null {
  const match = spelling.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '00', fraction = '0', zone = ''] = match;
  const time = (seconds: string) =>
    parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${seconds}.${fraction}${toOffset(zone)}`);
  return second === '60' ? afterLeapSecond(time('59')) : time(second);
}

function toOffset(zone: string): string {
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return hours === undefined ? 'Z' : `${hours}:${minutes}`;
}

/** POSIX counts a leap second as the second after it. A leap second occurs only at the end of a day in UTC. */
function afterLeapSecond(before: Date | null): Date | null {
  const after = before && new Date(before.getTime() + 1000);
  return after?.toISOString().includes('T00:00:00.') ? after : null;
}
